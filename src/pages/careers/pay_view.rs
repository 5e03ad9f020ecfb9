//! Pay as the profile and the pay page show it.

use chrono::NaiveDate;

use super::pay_chart::PayChart;
use super::sources::{Cited, SmallPrint};
use crate::profile::Pay;
use crate::profile::confidence::{Verdict, verdict};
use crate::profile::money::Figure;
use crate::profile::pay::{Range, Statistic};

#[derive(Clone, Debug)]
pub struct PayView {
    pub place: String,
    pub confidence: Option<Verdict>,
    pub total: Option<String>,
    pub base: Option<String>,
    pub additional: Option<String>,
    pub suffix: &'static str,
    /// Which statistic the total is, such as `median`.
    pub statistic: Option<&'static str>,
    pub chart: Option<PayChart>,
    /// Text instead of a chart where only one end of the range is known.
    pub half_known: Option<String>,
    /// Lowest first, for the pay page.
    pub points: Vec<(String, String)>,
    pub cited: Vec<Cited>,
}

impl PayView {
    /// None if the pay may not be shown or has no figures.
    pub fn of(pay: &Pay, small_print: &SmallPrint, today: NaiveDate) -> Option<Self> {
        if !pay.is_shown() {
            return None;
        }
        let full = |figure: Option<Figure>| figure.map(|figure| pay.money(figure).full());
        let chart = PayChart::of(pay);
        Some(Self {
            place: pay.place.clone(),
            confidence: verdict(pay, today),
            total: full(pay.total()),
            base: full(pay.base),
            additional: full(pay.additional),
            suffix: pay.period.suffix(),
            statistic: pay.statistic.name(),
            half_known: if chart.is_none() { half_known(pay) } else { None },
            chart,
            points: points(pay),
            cited: small_print.cite(&pay.source, pay.as_of).into_iter().collect(),
        })
    }
}

/// `from $49K`, `up to $127K`.
fn half_known(pay: &Pay) -> Option<String> {
    let range = pay.likely.or(pay.possible)?;
    let short = |figure| pay.currency.short(figure);
    let from = range.low.map(|low| format!("from {}", short(low)));
    from.or_else(|| range.high.map(|high| format!("up to {}", short(high))))
}

fn points(pay: &Pay) -> Vec<(String, String)> {
    let name = |range: &Range, is_low: bool, otherwise: &str| match range.percentiles {
        Some((low, high)) => format!("{} percentile", ordinal(if is_low { low } else { high })),
        None => otherwise.to_owned(),
    };
    let mut points = Vec::new();
    let mut add = |name: String, figure: Option<Figure>| {
        if let Some(figure) = figure {
            points.push((name, pay.money(figure).with_period()));
        }
    };
    if let Some(range) = &pay.possible {
        add(name(range, true, "Possible range, from"), range.low);
    }
    if let Some(range) = &pay.likely {
        add(name(range, true, "Most likely range, from"), range.low);
    }
    let total = match pay.statistic {
        Statistic::Median => "Median",
        Statistic::Mean => "Mean",
        Statistic::Point => "Total pay",
    };
    add(total.into(), pay.total());
    if let Some(range) = &pay.likely {
        add(name(range, false, "Most likely range, to"), range.high);
    }
    if let Some(range) = &pay.possible {
        add(name(range, false, "Possible range, to"), range.high);
    }
    points
}

/// `25th`, `1st`, `12th`.
fn ordinal(number: u8) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::pay;

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        assert_eq!(
            [1, 2, 3, 10, 11, 12, 13, 21, 25].map(ordinal).join(" "),
            "1st 2nd 3rd 10th 11th 12th 13th 21st 25th"
        );
    }

    #[test]
    fn half_a_range_is_said_in_words() {
        let figure = |amount| Some(Figure::exact(amount));
        let text = |low, high| {
            let pay = Pay { likely: Some(Range { low, high, percentiles: None }), ..pay() };
            PayView::of(&pay, &SmallPrint::new(Vec::new()), NaiveDate::default()).unwrap().half_known.unwrap()
        };
        assert_eq!(text(figure(4_900_000), None), "from $49K");
        assert_eq!(text(None, figure(12_700_000)), "up to $127K");
    }
}

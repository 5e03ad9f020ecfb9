//! Pay as the profile and the pay page show it.

use chrono::NaiveDate;

use super::pay_chart::PayChart;
use super::sources::SmallPrint;
use crate::filters::month;
use crate::pages::formats::figures::PlacePay;
use crate::profile::Pay;
use crate::profile::money::Figure;
use crate::profile::pay::{Range, Statistic};

#[derive(Clone, Debug)]
pub struct PayView {
    pub figures: PlacePay,
    pub chart: Option<PayChart>,
    /// Text instead of a chart where only one end of the range is known.
    pub half_known: Option<String>,
    /// What the total is: `median, United States, May 2024`.
    pub what: String,
}

impl PayView {
    /// None if the pay may not be shown or has no figures.
    pub fn of(pay: &Pay, small_print: &SmallPrint, today: NaiveDate) -> Option<Self> {
        let figures = PlacePay::of(pay, small_print, today)?;
        let chart = PayChart::of(pay);
        let half_known = if chart.is_none() { half_known(pay) } else { None };
        let statistic = pay.statistic.name().filter(|_| figures.total.is_some());
        let what = [statistic.map(str::to_owned), Some(pay.place.clone()), Some(month(pay.as_of))];
        let what = what.into_iter().flatten().collect::<Vec<_>>().join(", ");
        Some(Self { figures, chart, half_known, what })
    }

    /// With a mark for the visitor's own pay.
    pub fn with_mine(mut self, mine: Figure) -> Self {
        self.chart = self.chart.map(|chart| chart.with_mine(mine));
        self
    }

    /// The known figures with their names, lowest first.
    pub fn points_of(pay: &Pay) -> Vec<(String, Figure)> {
        let [lowest, highest] = ends(pay.possible, "Possible range");
        let [low, high] = ends(pay.likely, "Most likely range");
        let total = match pay.statistic {
            Statistic::Median => "Median",
            Statistic::Mean => "Mean",
            Statistic::Point => "Total pay",
        };
        let points = [lowest, low, (total.into(), pay.total()), high, highest];
        points.into_iter().filter_map(|(name, figure)| Some((name, figure?))).collect()
    }

    /// Whether it is known what the total consists of.
    pub fn has_parts(&self) -> bool {
        self.figures.base.is_some() || self.figures.additional.is_some()
    }
}

/// `from $49K`, `up to $127K`.
fn half_known(pay: &Pay) -> Option<String> {
    let range = pay.likely.or(pay.possible)?;
    let short = |figure| pay.currency.short(figure);
    let from = range.low.map(|low| format!("from {}", short(low)));
    from.or_else(|| range.high.map(|high| format!("up to {}", short(high))))
}

/// Named by their percentiles if those are known.
fn ends(range: Option<Range>, name: &str) -> [(String, Option<Figure>); 2] {
    let Range { low, high, percentiles } = range.unwrap_or_default();
    let [from, to] = match percentiles {
        Some((low, high)) => [low, high].map(|number| format!("{} percentile", ordinal(number))),
        None => ["from", "to"].map(|end| format!("{name}, {end}")),
    };
    [(from, low), (to, high)]
}

/// `25th`, `1st`, `12th`.
pub(super) fn ordinal(number: u8) -> String {
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

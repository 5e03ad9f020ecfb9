//! "Is my pay fair?": where an amount lies among the percentiles of a career's pay. The amount is only in the address of
//! the page that answers; nothing stores, logs or caches it.

use crate::forms::number;
use crate::pages::careers::pay_view::ordinal;
use crate::pages::pagination::{encoded, parameter};
use crate::profile::Pay;
use crate::profile::money::{Bound, Currency, Figure, Money, Period};
use crate::profile::pay::Statistic;

/// A year's hours of full-time work, by which the survey derives yearly from hourly pay.
const HOURS: i64 = 2_080;

const EARN: &str = "people in this career earn";

/// The amount as a visitor typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mine {
    pub typed: String,
    pub period: Option<Period>,
}

/// How the amount compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fairness {
    /// A message that says what to enter.
    Wrong(String),
    Compared {
        /// `$95,000 a year`.
        amount: String,
        /// The predicate of the sentence: `is more than about 55 of 100 people in this career earn`.
        place: String,
        /// How the amount was converted.
        note: Option<String>,
        /// In the period of the pay it is compared with.
        figure: Figure,
    },
}

impl Mine {
    /// From `?mine=` and `?per=`; none if nothing was typed.
    pub fn of(parameters: &[(String, String)]) -> Option<Self> {
        let typed = parameter(parameters, "mine");
        let period = match parameter(parameters, "per").as_str() {
            "hour" => Some(Period::Hour),
            "year" => Some(Period::Year),
            _ => None,
        };
        (!typed.is_empty()).then_some(Self { typed, period })
    }

    /// For links to the same question about another place.
    pub fn parameters(&self) -> String {
        let per = if self.period == Some(Period::Hour) { "hour" } else { "year" };
        encoded(&[("mine", &self.typed), ("per", per)])
    }

    pub fn is_hourly(&self, pay: &Pay) -> bool {
        self.period.unwrap_or(pay.period) == Period::Hour
    }

    pub fn compare(&self, pay: &Pay) -> Fairness {
        let amount = match amount(&self.typed, pay.currency) {
            Ok(amount) => amount,
            Err(message) => return Fairness::Wrong(message),
        };
        let period = self.period.unwrap_or(pay.period);
        let (converted, note) = match (period, pay.period) {
            (Period::Hour, Period::Year) => (amount.saturating_mul(HOURS), Some("at 2,080 hours a year")),
            (Period::Year, Period::Hour) => (amount / HOURS, Some("at 2,080 hours a year")),
            _ => (amount, None),
        };
        let typed = Money { figure: Figure::exact(amount), currency: pay.currency, period };
        match place(converted, &points(pay)) {
            Some(place) => Fairness::Compared {
                amount: format!("{} {}", typed.full(), period.label()),
                place,
                note: note.map(str::to_owned),
                figure: Figure::exact(converted),
            },
            None => Fairness::Wrong("There are no percentiles to compare it with here".into()),
        }
    }
}

/// In minor units. Also understands `$95,000`, `95k` and `45/hr`.
fn amount(text: &str, currency: Currency) -> Result<i64, String> {
    let lower = text.to_lowercase();
    let plain = lower.split(['/']).next().unwrap_or_default();
    let plain = plain.trim().trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-').trim();
    match plain.strip_suffix('k') {
        Some(thousands) => Ok(number::amount(thousands, currency)?.saturating_mul(1_000)),
        None => number::amount(plain, currency),
    }
}

/// The percentiles that are known, lowest first.
fn points(pay: &Pay) -> Vec<(u8, Figure)> {
    let median = pay.total().filter(|_| pay.statistic == Statistic::Median).map(|total| (50, total));
    let ends = [pay.possible, pay.likely].into_iter().flatten().filter_map(|range| {
        let (low, high) = range.percentiles?;
        Some([(low, range.low?), (high, range.high?)])
    });
    let mut points: Vec<(u8, Figure)> = ends.flatten().chain(median).collect();
    points.sort_by_key(|(percentile, _)| *percentile);
    points
}

/// Interpolated between percentiles, and never beyond them. None without percentiles.
fn place(amount: i64, points: &[(u8, Figure)]) -> Option<String> {
    let exact: Vec<(u8, i64)> = points
        .iter()
        .filter(|(_, figure)| figure.bound == Bound::Exact)
        .map(|(percentile, figure)| (*percentile, figure.amount))
        .collect();
    let (first, last) = (*exact.first()?, *exact.last()?);
    if amount < first.1 {
        return Some(format!(
            "is below the {}: at least {} of 100 {EARN} more",
            percentile_name(first.0),
            100 - first.0
        ));
    }
    let above = exact.iter().position(|(_, at)| amount < *at);
    // Above the last one, the source may give only lower bounds.
    let Some(above) = above else {
        return Some(match amount == last.1 {
            true => format!("is more than about {} of 100 {EARN}", last.0),
            false => {
                format!("is above the {}: at least {} of 100 {EARN} less", percentile_name(last.0), last.0)
            }
        });
    };
    let ((low, from), (high, to)) = (exact[above - 1], exact[above]);
    let share = (amount - from) as f64 / (to - from) as f64;
    let percentile = f64::from(low) + f64::from(high - low) * share;
    Some(match percentile.round() as u8 {
        50 if amount == from && low == 50 => "is the median: half earn more, half less".into(),
        percentile => format!("is more than about {percentile} of 100 {EARN}"),
    })
}

/// `90th percentile`, `median`.
fn percentile_name(percentile: u8) -> String {
    if percentile == 50 { "median".into() } else { format!("{} percentile", ordinal(percentile)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::pay::Range;

    fn pay(period: Period, top: Bound) -> Pay {
        let range = |low: i64, high: i64, bound, percentiles| {
            let high = Figure { amount: high, bound };
            Some(Range { low: Some(Figure::exact(low)), high: Some(high), percentiles: Some(percentiles) })
        };
        Pay {
            period,
            total: Some(Figure::exact(9_000_000)),
            likely: range(8_000_000, 10_000_000, Bound::Exact, (25, 75)),
            possible: range(7_000_000, 20_000_000, top, (10, 90)),
            ..crate::profile::tests::pay()
        }
    }

    fn said(typed: &str, period: Option<Period>) -> String {
        match (Mine { typed: typed.into(), period }).compare(&pay(Period::Year, Bound::Exact)) {
            Fairness::Wrong(message) => message,
            Fairness::Compared { amount, place, note, .. } => {
                format!("{amount}: {place}{}", note.map(|note| format!(", {note}")).unwrap_or_default())
            }
        }
    }

    #[test]
    fn an_amount_is_placed_between_percentiles_and_never_beyond_them() {
        for (typed, expected) in [
            (
                "69999",
                "$69,999 a year: is below the 10th percentile: at least 90 of 100 people in this career earn more",
            ),
            ("70,000", "$70,000 a year: is more than about 10 of 100 people in this career earn"),
            ("$75,000", "$75,000 a year: is more than about 18 of 100 people in this career earn"),
            ("90k", "$90,000 a year: is the median: half earn more, half less"),
            ("95000", "$95,000 a year: is more than about 63 of 100 people in this career earn"),
            ("200000", "$200,000 a year: is more than about 90 of 100 people in this career earn"),
            (
                "200001",
                "$200,001 a year: is above the 90th percentile: at least 90 of 100 people in this career earn less",
            ),
        ] {
            assert_eq!(said(typed, None), expected, "{typed}");
        }
        assert!(said("much", None).starts_with("Enter an amount"), "{}", said("much", None));
        assert!(said("-5", None).starts_with("Enter an amount"));
    }

    #[test]
    fn hours_and_years_are_converted_as_the_survey_does() {
        let hourly = said("45", Some(Period::Hour));
        assert_eq!(
            hourly,
            "$45.00 an hour: is more than about 59 of 100 people in this career earn, at 2,080 hours a year"
        );
        assert_eq!(said("45/hr", Some(Period::Hour)), hourly);
    }

    #[test]
    fn a_lower_bound_is_no_percentile() {
        let capped = pay(Period::Year, Bound::AtLeast);
        let mine = Mine { typed: "300000".into(), period: None };
        let Fairness::Compared { place, .. } = mine.compare(&capped) else { panic!() };
        assert_eq!(place, "is above the 75th percentile: at least 75 of 100 people in this career earn less");
    }
}

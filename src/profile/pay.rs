//! Pay at one place: the figures, how they were measured, and what is derived from them.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::confidence::Evidence;
use super::money::{Bound, Currency, Figure, Money, Period};
use super::slug::Slug;
use super::words;

words! {
    /// Which statistic the total is.
    pub enum Statistic {
        /// Half earn more, half earn less.
        Median = "the median",
        /// The arithmetic mean.
        Mean = "the mean",
        /// A single figure of unknown origin.
        Point = "a single figure",
    }
}

impl Statistic {
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Median => Some("median"),
            Self::Mean => Some("mean"),
            Self::Point => None,
        }
    }
}

/// The two ends of a range, either of which may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Figure>,
    /// The upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Figure>,
    /// The percentiles of the two ends, such as 25 and 75, if the source states them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percentiles: Option<(u8, u8)>,
}

impl Range {
    /// Both ends, if they can be drawn as a band: known, different, and without a lower end of "at least" or an upper
    /// end of "at most". An upper end of "at least" makes the band open.
    pub fn band(&self) -> Option<(Figure, Figure)> {
        let (low, high) = (self.low?, self.high?);
        let drawn = low.bound != Bound::AtLeast && high.bound != Bound::AtMost && low.amount < high.amount;
        drawn.then_some((low, high))
    }
}

/// Base plus additional pay if both are known, else the given total.
pub fn total(given: Option<Figure>, base: Option<Figure>, additional: Option<Figure>) -> Option<Figure> {
    base.zip(additional).and_then(|(base, additional)| base.plus(additional)).or(given)
}

/// A career's pay in one place. A profile's first pay is its headline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// The place, such as `United States`.
    pub place: String,
    /// The currency of all figures here.
    pub currency: Currency,
    /// The period of all figures here.
    pub period: Period,
    /// Which statistic the total is.
    pub statistic: Statistic,
    /// Total pay as the source gives it. If base and additional pay are known, their sum is used instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Figure>,
    /// Base pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Figure>,
    /// Bonus, commission, tips and stock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional: Option<Figure>,
    /// The middle of the distribution, usually its middle half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likely: Option<Range>,
    /// Nearly all of the distribution, usually without the lowest and highest 10%.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub possible: Option<Range>,
    /// The basis of the confidence label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// The careers that the source counts together with this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_with: Option<String>,
    /// The slug of the source.
    pub source: Slug,
    /// The date the figures are from.
    pub as_of: NaiveDate,
}

impl Pay {
    pub const FIGURES: [&str; 7] =
        ["total", "base", "additional", "likely.low", "likely.high", "possible.low", "possible.high"];

    pub fn total(&self) -> Option<Figure> {
        total(self.total, self.base, self.additional)
    }

    pub fn headline(&self) -> Option<Money> {
        self.total().map(|figure| self.money(figure))
    }

    /// Both ends of a band: `$49K–$127K`, `$128K–$239K or more`.
    pub fn between(&self, (low, high): (Figure, Figure)) -> String {
        let more = if high.bound == Bound::AtLeast { " or more" } else { "" };
        let (low, high) = (self.currency.short(low), self.currency.short(Figure::exact(high.amount)));
        format!("{low}–{high}{more}")
    }

    pub fn money(&self, figure: Figure) -> Money {
        Money { figure, currency: self.currency, period: self.period }
    }

    /// How much more than another its headline is, in whole percent; none if they can't be compared.
    pub fn percent_more_than(&self, other: &Self) -> Option<i64> {
        let is_alike = self.statistic == other.statistic;
        let (own, other) = (self.headline()?, other.headline().filter(|_| is_alike)?);
        other.difference(&own).filter(|_| other.figure.amount > 0)?;
        let times = own.figure.amount as f64 / other.figure.amount as f64;
        Some(((times - 1.0) * 100.0).round() as i64)
    }

    /// The place, and the careers that share the figures: `United States, counted together with Registered Nurse`.
    pub fn where_and_with(&self) -> String {
        match &self.counted_with {
            Some(with) => format!("{}, counted together with {with}", self.place),
            None => self.place.clone(),
        }
    }

    /// False below five reports, which could identify a person.
    pub fn is_publishable(&self) -> bool {
        !matches!(self.evidence, Some(Evidence::Reports { count, .. }) if count < 5)
    }

    pub fn is_shown(&self) -> bool {
        self.is_publishable() && self.figures().next().is_some()
    }

    /// The known figures, with the names of their fields.
    pub fn figures(&self) -> impl Iterator<Item = (&'static str, Figure)> {
        let named = Self::FIGURES.into_iter().zip(self.every_figure());
        named.filter_map(|(name, figure)| Some((name, figure?)))
    }

    /// In the order of [`Pay::FIGURES`].
    pub fn every_figure(&self) -> [Option<Figure>; 7] {
        let ends = |range: Option<Range>| range.map_or([None, None], |range| [range.low, range.high]);
        let ([low, high], [lowest, highest]) = (ends(self.likely), ends(self.possible));
        [self.total, self.base, self.additional, low, high, lowest, highest]
    }

    /// `(P75 − P25) / P50`, if the likely range consists of the quartiles and the total is the median.
    pub fn quartile_spread(&self) -> Option<f64> {
        let likely = self.likely.filter(|range| range.percentiles == Some((25, 75)))?;
        let (low, high) = likely.band()?;
        let median = self.total().filter(|total| self.statistic == Statistic::Median && total.amount > 0)?;
        Some((high.amount - low.amount) as f64 / median.amount as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::pay;

    #[test]
    fn the_total_is_the_sum_of_its_parts() {
        let mut pay = pay();
        (pay.base, pay.additional) = (Some(Figure::exact(7_409_400)), Some(Figure::exact(496_300)));
        assert_eq!(pay.total(), Some(Figure::exact(7_905_700)));
        pay.additional = None;
        assert_eq!(pay.total(), pay.total, "if a part is unknown, the source's own total counts");
        pay.additional = Some(Figure { amount: 1, bound: Bound::AtLeast });
        assert_eq!(pay.total(), Some(Figure { amount: 7_409_401, bound: Bound::AtLeast }));
    }

    #[test]
    fn a_band_needs_two_ends_apart() {
        let at = |amount, bound| Some(Figure { amount, bound });
        let band = |low, high| Range { low, high, percentiles: None }.band().is_some();
        assert!(band(at(1, Bound::Exact), at(2, Bound::Exact)));
        assert!(band(at(1, Bound::Exact), at(2, Bound::AtLeast)));
        assert!(!band(at(2, Bound::AtLeast), at(2, Bound::AtLeast)));
        assert!(!band(at(2, Bound::Exact), at(2, Bound::Exact)));
        assert!(!band(None, at(2, Bound::Exact)));
    }

    #[test]
    fn the_ends_of_a_band_have_an_en_dash_and_may_be_open() {
        let ends = |bound| (Figure::exact(12_800_000), Figure { amount: 23_920_000, bound });
        assert_eq!(pay().between(ends(Bound::Exact)), "$128K–$239K");
        assert_eq!(pay().between(ends(Bound::AtLeast)), "$128K–$239K or more");
    }

    #[test]
    fn under_five_reports_nothing_is_published() {
        let reports = |count| Pay {
            evidence: Some(Evidence::Reports { count, newest: NaiveDate::default() }),
            ..pay()
        };
        assert!(!reports(4).is_publishable());
        assert!(reports(5).is_publishable());
        assert!(pay().is_publishable());
    }
}

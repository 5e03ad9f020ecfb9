//! Money: minor units of a currency, a period, and a bound.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::currency::Currency;
use super::words;

/// In minor units: a hundred billion dollars. Short amounts have no unit above `B`.
pub const MAX_AMOUNT: i64 = 10_000_000_000_000;

words! {
    /// The period that an amount covers.
    pub enum Period {
        Hour = "an hour",
        Day = "a day",
        Week = "a week",
        Month = "a month",
        Year = "a year",
    }
}

impl Period {
    /// `/yr`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Hour => "/hr",
            Self::Day => "/day",
            Self::Week => "/wk",
            Self::Month => "/mo",
            Self::Year => "/yr",
        }
    }
}

words! {
    /// Whether an amount is exact or a bound; a survey may publish only "at least".
    #[derive(Default)]
    pub enum Bound {
        /// The amount itself.
        #[default]
        Exact = "exactly",
        /// The amount or more.
        AtLeast = "at least",
        /// The amount or less.
        AtMost = "at most",
    }
}

impl Bound {
    fn is_exact(&self) -> bool {
        *self == Self::Exact
    }

    pub fn sign(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::AtLeast => "≥\u{a0}",
            Self::AtMost => "≤\u{a0}",
        }
    }
}

/// An amount of money, exact or a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// In minor units of the currency (cents), never negative.
    #[schemars(range(min = 0, max = MAX_AMOUNT))]
    pub amount: i64,
    /// Whether the amount is exact or a bound; left out if it is exact.
    #[serde(default, skip_serializing_if = "Bound::is_exact")]
    pub bound: Bound,
}

impl Figure {
    pub fn exact(amount: i64) -> Self {
        Self { amount, bound: Bound::Exact }
    }

    /// None if one is "at least" and the other "at most".
    pub fn plus(self, other: Self) -> Option<Self> {
        let bound = match (self.bound, other.bound) {
            (a, b) if a == b => a,
            (Bound::Exact, bound) | (bound, Bound::Exact) => bound,
            _ => return None,
        };
        Some(Self { amount: self.amount.checked_add(other.amount)?, bound })
    }
}

/// An amount with its own currency and period: `$95,438 /yr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The amount and its bound.
    pub figure: Figure,
    /// The currency of the amount.
    pub currency: Currency,
    /// The period that the amount covers.
    pub period: Period,
}

impl Money {
    /// The yearly amount in minor units; none for hourly and daily pay, since the hours and days worked are unknown.
    pub fn yearly(&self) -> Option<i64> {
        let times = match self.period {
            Period::Year => 1,
            Period::Month => 12,
            Period::Week => 52,
            Period::Day | Period::Hour => return None,
        };
        self.figure.amount.checked_mul(times)
    }

    /// `other` minus this, if both are exact and have the same currency and period.
    pub fn difference(&self, other: &Self) -> Option<Difference> {
        let exact = [self, other].iter().all(|money| money.figure.bound == Bound::Exact);
        let alike = self.currency == other.currency && self.period == other.period;
        let amount = other.figure.amount - self.figure.amount;
        (exact && alike).then_some(Difference { amount, currency: self.currency, period: self.period })
    }

    /// Without its period, `$95,438`.
    pub fn full(&self) -> String {
        self.currency.full(self.figure, self.period)
    }

    /// `$95K`, with the period unless it is a year.
    pub fn short(&self) -> String {
        let short = self.currency.short(self.figure);
        match self.period {
            Period::Year => short,
            other => format!("{short}\u{a0}{}", other.suffix()),
        }
    }

    /// `$95,438 /yr`, with non-breaking spaces.
    pub fn with_period(&self) -> String {
        format!("{}\u{a0}{}", self.full(), self.period.suffix())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In minor units.
    pub amount: i64,
    currency: Currency,
    period: Period,
}

impl Difference {
    /// `$12,300 a year more`.
    pub fn in_words(&self) -> String {
        let much = self.currency.full(Figure::exact(self.amount.abs()), self.period);
        match self.amount {
            0 => "the same pay".into(),
            1.. => format!("{much} {} more", self.period.label()),
            _ => format!("{much} {} less", self.period.label()),
        }
    }
}

/// `May 2024`.
pub fn month(date: NaiveDate) -> String {
    date.format("%B %Y").to_string()
}

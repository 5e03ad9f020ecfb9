//! Figures of a career's JSON and Markdown formats: amounts as numbers and as text, each with its source and date.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::pages::careers::sources::{Cited, SmallPrint};
use crate::profile::Pay;
use crate::profile::confidence::{Verdict, verdict};
use crate::profile::money::{Bound, Currency, Figure, Money, Period};
use crate::profile::pay::{self, Statistic};

/// An amount of money, in minor units of its currency (cents) and as text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Amount {
    /// In minor units of the currency.
    pub minor_units: i64,
    /// Whether the amount is exact, a minimum or a maximum.
    pub bound: Bound,
    /// The amount as pages show it, such as `≥ $79,057`.
    pub text: String,
}

/// The two ends of a range, either of which may be unknown.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Band")]
pub struct BandJson {
    /// The lower end.
    pub low: Option<Amount>,
    /// The upper end.
    pub high: Option<Amount>,
    /// The percentiles of the two ends, if the source states them.
    pub percentiles: Option<(u8, u8)>,
}

/// A career's pay in one place. Unknown figures are null, never zero.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Pay")]
pub struct PlacePay {
    /// The place.
    pub place: String,
    /// The currency of all amounts here, as an ISO 4217 code.
    pub currency: Currency,
    /// The period of all amounts here.
    pub period: Period,
    /// Which statistic the total is.
    pub statistic: Statistic,
    /// Total pay.
    pub total: Option<Amount>,
    /// Base pay.
    pub base: Option<Amount>,
    /// Bonus, commission, tips and stock.
    pub additional: Option<Amount>,
    /// The middle of the distribution, usually its middle half.
    pub likely: Option<BandJson>,
    /// Nearly all of the distribution, usually without the lowest and highest 10%.
    pub possible: Option<BandJson>,
    /// The careers that the source counts together with this one.
    pub counted_with: Option<String>,
    /// How reliable the figures are.
    pub confidence: Option<Verdict>,
    /// The source of the figures.
    pub source: Option<Cited>,
}

/// An amount with its own currency and period.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OwnAmount {
    /// The currency, as an ISO 4217 code.
    pub currency: Currency,
    /// The period that the amount covers.
    pub period: Period,
    /// The amount.
    pub amount: Amount,
}

impl Amount {
    fn of(figure: Figure, currency: Currency, period: Period) -> Self {
        Self { minor_units: figure.amount, bound: figure.bound, text: currency.full(figure, period) }
    }
}

impl BandJson {
    /// `$49,000 to $127,000`, with the percentiles if known; none if neither end is known.
    pub fn in_words(&self) -> Option<String> {
        let text = match (&self.low, &self.high) {
            (Some(low), Some(high)) => format!("{} to {}", low.text, high.text),
            (Some(low), None) => format!("from {}", low.text),
            (None, Some(high)) => format!("up to {}", high.text),
            (None, None) => return None,
        };
        let percentiles = self.percentiles.map(|(low, high)| format!(" (percentiles {low} to {high})"));
        Some(text + &percentiles.unwrap_or_default())
    }
}

impl From<Money> for OwnAmount {
    fn from(money: Money) -> Self {
        let Money { figure, currency, period } = money;
        Self { currency, period, amount: Amount::of(figure, currency, period) }
    }
}

impl PlacePay {
    /// None if the pay may not be shown or has no figures.
    pub fn of(pay: &Pay, sources: &SmallPrint, today: NaiveDate) -> Option<Self> {
        if !pay.is_shown() {
            return None;
        }
        let amount = |figure: Figure| Amount::of(figure, pay.currency, pay.period);
        let band = |range: pay::Range| BandJson {
            low: range.low.map(amount),
            high: range.high.map(amount),
            percentiles: range.percentiles,
        };
        Some(Self {
            place: pay.place.clone(),
            currency: pay.currency,
            period: pay.period,
            statistic: pay.statistic,
            total: pay.total().map(amount),
            base: pay.base.map(amount),
            additional: pay.additional.map(amount),
            likely: pay.likely.map(band),
            possible: pay.possible.map(band),
            counted_with: pay.counted_with.clone(),
            confidence: verdict(pay, today),
            source: sources.cite(&pay.source, pay.as_of),
        })
    }
}

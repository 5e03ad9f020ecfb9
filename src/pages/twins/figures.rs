//! Figures of the twins: amounts as they are counted and as pages print them, each with its source and its date.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::filters::month;
use crate::pages::careers::sources::{Listed, SmallPrint};
use crate::profile::confidence::{Confidence, verdict};
use crate::profile::money::{Bound, Currency, Figure, Money, Period};
use crate::profile::pay::{self, Statistic};
use crate::profile::{Group, Pay, Profile, Slug, Source};

/// Where figures come from, and when they were true.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Cited {
    /// The source's name.
    pub name: String,
    /// Where it is described.
    pub url: Option<String>,
    /// The name of its licence.
    pub license: Option<String>,
    /// When the figures were true.
    pub as_of: NaiveDate,
}

/// An amount of money: counted in minor units of its currency (cents), and as pages print it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Amount {
    /// In minor units of the currency.
    pub minor_units: i64,
    /// Whether it is the amount itself, or that much at least or at most.
    pub bound: Bound,
    /// As the pages print it, `≥ $79,057`.
    pub text: String,
}

/// The two ends of a band, either of which may be unknown.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Band {
    /// The lower end.
    pub low: Option<Amount>,
    /// The upper end.
    pub high: Option<Amount>,
    /// Which percentiles the ends are, where the source says.
    pub percentiles: Option<(u8, u8)>,
}

/// How far figures can be trusted, and why.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Trust {
    /// The label.
    pub label: Confidence,
    /// Why, as a sentence.
    pub reason: String,
}

/// What a career pays at one place. Unknown figures are null, never zero.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Pay")]
pub struct PlacePay {
    /// Where.
    pub place: String,
    /// The currency of every amount here, by ISO 4217.
    pub currency: Currency,
    /// What every amount here is paid for.
    pub period: Period,
    /// What the total is.
    pub statistic: Statistic,
    /// Total pay.
    pub total: Option<Amount>,
    /// Base pay.
    pub base: Option<Amount>,
    /// Bonus, commission, tips, shares.
    pub additional: Option<Amount>,
    /// The middle of the distribution.
    pub likely: Option<Band>,
    /// Nearly all of the distribution.
    pub possible: Option<Band>,
    /// How far the figures can be trusted.
    pub confidence: Option<Trust>,
    /// Where they come from.
    pub source: Option<Cited>,
}

/// An amount that stands on its own.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OwnAmount {
    /// The currency, by ISO 4217.
    pub currency: Currency,
    /// What it is paid for.
    pub period: Period,
    /// The amount.
    pub amount: Amount,
}

/// A source of the whole career, with what its licence asks to be said.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Noticed {
    /// Its name.
    pub name: String,
    /// Where it is described.
    pub url: Option<String>,
    /// The name of its licence.
    pub license: Option<String>,
    /// Where the licence stands.
    pub license_url: Option<String>,
    /// What its licence asks to be said.
    pub notice: String,
    /// When its facts here were true: a month, or the first and the last.
    pub as_of: String,
}

impl Amount {
    fn of(figure: Figure, currency: Currency, period: Period) -> Self {
        Self { minor_units: figure.amount, bound: figure.bound, text: currency.full(figure, period) }
    }
}

impl Band {
    /// `$49,000 to $127,000`, with the percentiles where they are known; nothing where no end is.
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
    /// A pay; none where it may not be shown or holds nothing.
    pub fn of(pay: &Pay, sources: &SmallPrint, today: NaiveDate) -> Option<Self> {
        if !pay.is_shown() {
            return None;
        }
        let amount = |figure: Figure| Amount::of(figure, pay.currency, pay.period);
        let band = |range: pay::Range| Band {
            low: range.low.map(amount),
            high: range.high.map(amount),
            percentiles: range.percentiles,
        };
        let trust = verdict(pay, today).map(|verdict| Trust { label: verdict.label, reason: verdict.reason });
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
            confidence: trust,
            source: Cited::of(&pay.source, pay.as_of, sources),
        })
    }
}

impl Cited {
    pub fn of(slug: &Slug, as_of: NaiveDate, sources: &SmallPrint) -> Option<Self> {
        let Source { name, url, license, .. } = sources.source(slug)?.clone();
        Some(Self { name, url, license, as_of })
    }

    /// The month that the figures were true in.
    pub fn month(&self) -> String {
        month(self.as_of)
    }

    /// The sources of a group of a profile's facts.
    pub fn of_group(profile: &Profile, group: Group, sources: &SmallPrint) -> Vec<Self> {
        let citations = profile.citations.iter().filter(|citation| citation.group == group);
        citations.filter_map(|citation| Self::of(&citation.source, citation.as_of, sources)).collect()
    }
}

impl From<Listed> for Noticed {
    fn from(listed: Listed) -> Self {
        let Listed { source: Source { name, url, license, license_url, .. }, notice, as_of } = listed;
        Self { name, url, license, license_url, notice, as_of }
    }
}

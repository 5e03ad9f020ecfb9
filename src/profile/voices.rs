//! Insights, interview questions and open jobs. They have their own forms and lists, and aren't part of the profile.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::money::{Currency, Figure, Money, Period};
use super::words;

words! {
    /// Whether an insight or interview question may be shown.
    #[derive(Default)]
    pub enum Moderation {
        #[default]
        Pending = "Waiting",
        Approved = "Shown",
        Rejected = "Hidden",
    }
}

/// A quote by someone in the career.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Insight {
    /// Their employer.
    pub employer: String,
    /// Their job title.
    pub job_title: String,
    /// The date of the quote.
    pub said_on: NaiveDate,
    /// The quote, without quotation marks.
    pub quote: String,
    /// Whether it may be shown.
    #[serde(default)]
    pub moderation: Moderation,
    /// The fingerprint of the employer's logo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// A question that someone was asked in an interview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewQuestion {
    /// The question.
    pub question: String,
    /// An answer or tip, in a safe subset of Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Whether it may be shown.
    #[serde(default)]
    pub moderation: Moderation,
}

/// An open job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JobPosting {
    /// Its title.
    pub title: String,
    /// The employer.
    pub employer: String,
    /// The place; leave it out for a remote job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The pay it offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<JobPay>,
    /// When it was posted.
    pub posted_on: NaiveDate,
    /// The last day it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<NaiveDate>,
    /// Where to apply.
    pub url: String,
}

/// The pay in a job posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JobPay {
    /// The currency of both ends.
    pub currency: Currency,
    /// The period of both ends.
    pub period: Period,
    /// The lower end, in minor units.
    pub low: i64,
    /// The upper end, in minor units; the same as `low` for a single figure.
    pub high: i64,
}

impl JobPay {
    /// `$60,000 to $75,000 /yr`.
    pub fn text(&self) -> String {
        let Self { currency, period, .. } = *self;
        let [low, high] =
            [self.low, self.high].map(|end| Money { figure: Figure::exact(end), currency, period });
        match low == high {
            true => low.with_period(),
            false => format!("{} to {}", low.full(), high.with_period()),
        }
    }
}

/// At most two letters, shown for an insight without a logo.
pub fn initials(employer: &str) -> String {
    let words = employer.split(|c: char| !c.is_alphanumeric());
    words.filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letters_of_words() {
        assert_eq!(initials("Quillhaven Systems"), "QS");
        assert_eq!(initials("“Østby & co.” AS"), "ØC");
        assert_eq!(initials("…"), "");
    }

    #[test]
    fn a_posting_shows_a_span_or_one_figure() {
        let usd = |low, high| JobPay { currency: Currency::USD, period: Period::Year, low, high }.text();
        assert_eq!(usd(6_000_000, 7_500_000), "$60,000 to $75,000\u{a0}/yr");
        assert_eq!(usd(6_000_000, 6_000_000), "$60,000\u{a0}/yr");
    }
}

//! How reliable pay figures are, by rules that the page explains.

use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::money::month;
use super::pay::Pay;
use super::words;

words! {
    /// How reliable the figures are.
    pub enum Confidence {
        Low = "Low confidence",
        Confident = "Confident",
        VeryConfident = "Very confident",
    }
}

/// What is known about how the figures were collected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Evidence {
    /// Reports by people in the career.
    Reports {
        /// The number of reports.
        count: u32,
        /// The date of the newest report.
        newest: NaiveDate,
    },
    /// A survey with a published error.
    Survey {
        /// The relative standard error of the mean, in percent.
        relative_standard_error: f64,
    },
    /// An editor's judgment, where the source doesn't say how reliable its figures are.
    Editor {
        /// The label the editor chose.
        label: Confidence,
    },
}

/// How reliable figures are, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Trust")]
pub struct Verdict {
    /// The label.
    pub label: Confidence,
    /// The reason, as a sentence.
    pub reason: String,
}

/// The label that a pay's evidence earns on a day; none without enough evidence.
///
/// Reports: low below 30 reports or if the newest is over 36 months old; confident from 30 reports, the newest at most
/// 24 months old, and a [`Pay::quartile_spread`] of at most 1.2; very confident from 300 reports, 12 months and 0.8;
/// otherwise low. A survey: very confident up to a relative standard error of 2%, confident up to 10%.
pub fn verdict(pay: &Pay, today: NaiveDate) -> Option<Verdict> {
    let (label, reason) = match pay.evidence? {
        Evidence::Editor { label } => {
            (label, "Chosen by an editor: the source doesn’t say how many people reported.".into())
        }
        Evidence::Survey { relative_standard_error: error } => {
            let label = match error {
                ..=2.0 => Confidence::VeryConfident,
                ..=10.0 => Confidence::Confident,
                _ => Confidence::Low,
            };
            let reason = format!(
                "From a survey: its mean has a relative standard error of about {error}%. Up to 2% we call “very \
                 confident”, up to 10% “confident”."
            );
            (label, reason)
        }
        Evidence::Reports { count, newest } => {
            let spread = pay.quartile_spread();
            let label = reports(count, newest, spread, today)?;
            let spread = match spread {
                Some(spread) => format!(". The range of the middle half is {spread:.1} times the median"),
                None => String::new(),
            };
            (label, format!("Based on {count} reports, the newest from {}{spread}.", month(newest)))
        }
    };
    Some(Verdict { label, reason })
}

fn reports(count: u32, newest: NaiveDate, spread: Option<f64>, today: NaiveDate) -> Option<Confidence> {
    let within = |months| newest.checked_add_months(Months::new(months)).is_some_and(|end| end >= today);
    if count < 30 || !within(36) {
        return Some(Confidence::Low);
    }
    let spread = spread?;
    Some(if count >= 300 && within(12) && spread <= 0.8 {
        Confidence::VeryConfident
    } else if within(24) && spread <= 1.2 {
        Confidence::Confident
    } else {
        Confidence::Low
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::pay;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn reports_earn_their_label_by_number_age_and_spread() {
        use Confidence::*;
        let today = day("2026-11-23");
        let cases = [
            (29, "2026-11-01", Some(0.5), Some(Low)),
            (30, "2026-11-01", Some(1.2), Some(Confident)),
            (30, "2026-11-01", Some(1.21), Some(Low)),
            (30, "2026-11-01", None, None),
            (29, "2026-11-01", None, Some(Low)),
            (299, "2026-11-01", Some(0.8), Some(Confident)),
            (300, "2026-11-01", Some(0.8), Some(VeryConfident)),
            (300, "2025-11-23", Some(0.8), Some(VeryConfident)),
            (300, "2025-11-22", Some(0.8), Some(Confident)),
            (300, "2024-11-23", Some(0.8), Some(Confident)),
            (300, "2024-11-22", Some(0.8), Some(Low)),
            (300, "2023-11-22", None, Some(Low)),
        ];
        for (count, newest, spread, expected) in cases {
            assert_eq!(reports(count, day(newest), spread, today), expected, "{count} {newest} {spread:?}");
        }
    }

    #[test]
    fn a_survey_earns_it_by_its_error_and_an_editor_says_so() {
        let label = |evidence| verdict(&Pay { evidence, ..pay() }, day("2026-11-23")).map(|v| v.label);
        let survey = |error| label(Some(Evidence::Survey { relative_standard_error: error }));
        assert_eq!(survey(2.0), Some(Confidence::VeryConfident));
        assert_eq!(survey(2.1), Some(Confidence::Confident));
        assert_eq!(survey(10.0), Some(Confidence::Confident));
        assert_eq!(survey(22.1), Some(Confidence::Low));
        assert_eq!(label(None), None);
        let editor = Pay { evidence: Some(Evidence::Editor { label: Confidence::Confident }), ..pay() };
        assert!(verdict(&editor, day("2026-11-23")).unwrap().reason.starts_with("Chosen by an editor"));
    }
}

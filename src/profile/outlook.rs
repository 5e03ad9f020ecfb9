//! Projections of how many people a career will employ.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Slug;
use super::currency::grouped;
use super::employed::TOO_MANY;
use super::fields::rows::{InputKind, Rows, input};
use super::findings::Findings;

/// The country whose projections O*NET judges.
const BRIGHT_IN: &str = "United States";

/// What O*NET calls rapid growth (in percent) and numerous openings (a year), by edition of the projections.
const BRIGHT: [((u16, u16), f64, i64); 1] = [((2024, 2034), 4.5, 75_000)];

/// A projection for one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outlook {
    /// The place, `United States`.
    pub place: String,
    /// The year that the projection starts from.
    pub from_year: u16,
    /// The year that it looks at.
    pub to_year: u16,
    /// The number of people employed in the first year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employed_from: Option<i64>,
    /// The number of people expected to be employed in the last year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employed_to: Option<i64>,
    /// The expected growth between the two years, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<f64>,
    /// The expected number of openings a year, from growth and from people who leave the career.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openings: Option<i64>,
    /// The share of people who are self-employed, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_employed: Option<f64>,
    /// Why the career grows or shrinks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The careers that the source counts together with this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_with: Option<String>,
    /// The slug of the source.
    pub source: Slug,
    /// The date the projection is from.
    pub as_of: NaiveDate,
}

pub(super) const ROWS: Rows = Rows {
    label: "Outlook",
    add: "Add a place",
    inputs: &[
        input("place", "Place"),
        input("from_year", "From year").short(),
        input("to_year", "To year").short(),
        input("employed_from", "People employed at the start").short(),
        input("employed_to", "People employed at the end").short(),
        input("growth", "Growth (%)").short(),
        input("openings", "Openings a year").short(),
        input("self_employed", "Self-employed (%)").short(),
        input("reason", "Reason").kind(InputKind::Wide),
        input("counted_with", "Counted together with"),
        input("source", "Source").source(),
        input("as_of", "As of").short(),
    ],
};

impl Outlook {
    /// `2024–34`.
    pub fn years(&self) -> String {
        let (from, to) = (self.from_year, self.to_year);
        if from / 100 == to / 100 { format!("{from}–{:02}", to % 100) } else { format!("{from}–{to}") }
    }

    /// `+4.9%`, `−4.8%`, `0%`.
    pub fn growth_text(&self) -> Option<String> {
        let tenths = (self.growth? * 10.0).round();
        let sign = if tenths > 0.0 {
            "+"
        } else if tenths < 0.0 {
            "−"
        } else {
            ""
        };
        Some(format!("{sign}{}%", tenths.abs() / 10.0))
    }

    /// What makes it bright, by the thresholds that O*NET uses: rapid growth, many openings, or both. Nothing for
    /// editions whose thresholds aren't known, and other countries.
    pub fn bright(&self) -> Vec<&'static str> {
        let editions = BRIGHT.iter().filter(|_| self.place == BRIGHT_IN);
        let known = editions.into_iter().find(|(years, ..)| *years == (self.from_year, self.to_year));
        let reached = known.map_or([false; 2], |(_, growth, openings)| {
            [self.growth.is_some_and(|own| own >= *growth), self.openings.is_some_and(|own| own >= *openings)]
        });
        let names = ["Rapid growth", "Numerous job openings"].into_iter().zip(reached);
        names.filter_map(|(name, reached)| reached.then_some(name)).collect()
    }
}

pub(super) fn line(outlook: &Outlook) -> String {
    let mut parts = vec![format!("{}, {}", outlook.place, outlook.years())];
    let people = |count: i64| grouped(count.unsigned_abs());
    let mut add = |name: &str, value: Option<String>| {
        parts.extend(value.map(|value| format!("{name} {value}")));
    };
    add("employed at the start", outlook.employed_from.map(people));
    add("employed at the end", outlook.employed_to.map(people));
    add("growth", outlook.growth.map(|growth| format!("{growth}%")));
    add("openings a year", outlook.openings.map(people));
    add("self-employed", outlook.self_employed.map(|share| format!("{share}%")));
    add("reason:", Some(outlook.reason.clone()).filter(|reason| !reason.is_empty()));
    add("counted together with", outlook.counted_with.clone());
    parts.push(format!("from {} as of {}", outlook.source, outlook.as_of));
    parts.join(", ")
}

impl Findings {
    pub(super) fn outlook(&mut self, all: &[Outlook]) {
        for (i, outlook) in all.iter().enumerate() {
            let at = |input: &str| format!("outlook[{i}].{input}");
            self.line(&at("place"), &outlook.place);
            if outlook.to_year <= outlook.from_year {
                self.add(&at("to_year"), "The last year must be after the first".into());
            }
            let counts = [
                ("employed_from", outlook.employed_from),
                ("employed_to", outlook.employed_to),
                ("openings", outlook.openings),
            ];
            for (input, count) in counts {
                if count.is_some_and(|count| !(0..TOO_MANY).contains(&count)) {
                    self.add(&at(input), "Enter a smaller number of people".into());
                }
            }
            if outlook.growth.is_some_and(|growth| !(-100.0..=10_000.0).contains(&growth)) {
                self.add(&at("growth"), "Enter a growth from -100 to 10,000".into());
            }
            if let Some(share) = outlook.self_employed {
                self.percent(&at("self_employed"), share);
            }
            self.line_if_any(&at("reason"), &outlook.reason);
            self.line_if_any(&at("counted_with"), outlook.counted_with.as_deref().unwrap_or_default());
        }
        self.no_repeats("outlook", all.iter().map(|outlook| outlook.place.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown() -> Outlook {
        Outlook {
            place: "United States".into(),
            from_year: 2024,
            to_year: 2034,
            employed_from: None,
            employed_to: None,
            growth: None,
            openings: None,
            self_employed: None,
            reason: String::new(),
            counted_with: None,
            source: Slug::suggest("projections"),
            as_of: NaiveDate::default(),
        }
    }

    #[test]
    fn growth_has_a_sign() {
        let growth = |growth| Outlook { growth: Some(growth), ..unknown() }.growth_text().unwrap();
        assert_eq!([5.6, -3.0, 0.0, -0.04].map(growth), ["+5.6%", "−3%", "0%", "0%"]);
    }

    #[test]
    fn an_outlook_is_bright_by_the_thresholds_of_its_edition() {
        let bright = |from_year, growth, openings| {
            Outlook { from_year, to_year: from_year + 10, growth, openings, ..unknown() }.bright()
        };
        assert_eq!(bright(2024, Some(4.5), Some(75_000)), ["Rapid growth", "Numerous job openings"]);
        assert_eq!(bright(2024, Some(4.4), Some(74_999)), [""; 0]);
        assert_eq!(bright(2024, None, Some(90_000)), ["Numerous job openings"]);
        assert_eq!(bright(1994, Some(40.0), None), [""; 0], "another edition");
    }
}

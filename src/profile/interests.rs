use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fields::rows::{InputKind, Rows, input};
use super::findings::Findings;
use super::words;

words! {
    /// The six kinds of interest in work. Holland 1959.
    pub enum InterestKind {
        /// Practical, hands-on work.
        Realistic = "Realistic",
        /// Work with ideas and facts.
        Investigative = "Investigative",
        /// Creative work without clear rules.
        Artistic = "Artistic",
        /// Work that helps and teaches people.
        Social = "Social",
        /// Work that starts projects and leads people.
        Enterprising = "Enterprising",
        /// Work with data by set procedures.
        Conventional = "Conventional",
    }
}

/// How well a career suits people with an interest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// The interest.
    pub kind: InterestKind,
    /// From 1 (not at all) to 7 (very well).
    #[schemars(range(min = 1, max = 7))]
    pub score: f64,
}

pub(super) const ROWS: Rows = Rows {
    label: "Interest",
    add: "Add an interest",
    inputs: &[
        input("kind", "Interest").kind(InputKind::Choice(InterestKind::choices, Some("Choose"))),
        input("score", "Score").short(),
    ],
};

pub(super) fn line(interest: &Interest) -> String {
    format!("{}: {}", interest.kind.label(), interest.score)
}

impl Findings {
    pub(super) fn interests(&mut self, interests: &[Interest]) {
        for (i, interest) in interests.iter().enumerate() {
            if !(1.0..=7.0).contains(&interest.score) {
                let message = format!("Enter a score from 1 to 7, not {}", interest.score);
                self.add(&format!("interests[{i}].score"), message);
            }
        }
        self.no_repeats("interests", interests.iter().map(|interest| interest.kind.label()));
    }
}

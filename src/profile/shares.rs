//! Distributions over levels of education and over industries.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Education;
use super::fields::rows::{InputKind, Rows, input};
use super::findings::Findings;

/// How many people in a career, or who answered for it, name a level of education.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EducationShare {
    /// The level.
    pub level: Education,
    /// In percent. All shares add up to 100.
    #[schemars(range(min = 0, max = 100))]
    pub percent: f64,
}

/// How many people in a career work in an industry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Industry {
    /// Its name.
    pub name: String,
    /// In percent. Shares may add up to less than 100.
    #[schemars(range(min = 0, max = 100))]
    pub percent: f64,
}

pub(super) const LEVELS: Rows = Rows {
    label: "Level",
    add: "Add a level",
    inputs: &[
        input("level", "Education").kind(InputKind::Choice(Education::choices, Some("Choose"))),
        input("percent", "Share (%)").short(),
    ],
};

pub(super) const INDUSTRIES: Rows = Rows {
    label: "Industry",
    add: "Add an industry",
    inputs: &[input("name", "Industry"), input("percent", "Share (%)").short()],
};

pub(super) fn level(share: &EducationShare) -> String {
    format!("{}: {}%", share.level.label(), share.percent)
}

pub(super) fn industry(industry: &Industry) -> String {
    format!("{}: {}%", industry.name, industry.percent)
}

impl Findings {
    pub(super) fn education_levels(&mut self, shares: &[EducationShare]) {
        for (i, share) in shares.iter().enumerate() {
            self.percent(&format!("education_levels[{i}].percent"), share.percent);
        }
        self.no_repeats("education_levels", shares.iter().map(|share| share.level.label()));
    }

    pub(super) fn industries(&mut self, industries: &[Industry]) {
        for (i, industry) in industries.iter().enumerate() {
            self.line(&format!("industries[{i}].name"), &industry.name);
            self.percent(&format!("industries[{i}].percent"), industry.percent);
        }
        self.no_repeats("industries", industries.iter().map(|industry| industry.name.as_str()));
    }
}

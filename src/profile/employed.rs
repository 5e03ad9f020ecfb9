use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Slug;
use super::currency::grouped;
use super::fields::Rows;
use super::fields::rows::input;
use super::findings::Findings;

/// More than there are people.
const TOO_MANY: i64 = 10_000_000_000;

/// How many people work in a career at one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Employed {
    /// The number of people, as the source counts them.
    #[schemars(range(min = 0, max = 9_999_999_999_i64))]
    pub count: i64,
    /// The place, `United States`.
    pub place: String,
    /// The slug of the source.
    pub source: Slug,
    /// When it was true.
    pub as_of: NaiveDate,
}

pub(super) const ROWS: Rows = Rows {
    label: "Number employed",
    add: "Add a place",
    inputs: &[
        input("count", "People").short(),
        input("place", "Place"),
        input("source", "Source").source(),
        input("as_of", "As of").short(),
    ],
};

impl Employed {
    /// `1,654,440`.
    pub fn text(&self) -> String {
        grouped(self.count.unsigned_abs())
    }
}

pub(super) fn line(employed: &Employed) -> String {
    format!("{}: {} from {} as of {}", employed.place, employed.text(), employed.source, employed.as_of)
}

impl Findings {
    pub(super) fn employed(&mut self, all: &[Employed]) {
        for (i, employed) in all.iter().enumerate() {
            self.line(&format!("number_employed[{i}].place"), &employed.place);
            if !(0..TOO_MANY).contains(&employed.count) {
                let message = format!("{} is not a number of people", employed.count);
                self.add(&format!("number_employed[{i}].count"), message);
            }
        }
        self.no_repeats("number_employed", all.iter().map(|employed| employed.place.as_str()));
    }
}

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Slug;
use super::currency::grouped;
use super::fields::Rows;
use super::fields::rows::input;
use super::findings::Findings;

/// More than there are people.
pub(super) const TOO_MANY: i64 = 10_000_000_000;

/// How many people work in a career at one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Employed {
    /// The number of people, as the source counts them.
    #[schemars(range(min = 0, max = 9_999_999_999_i64))]
    pub count: i64,
    /// The place, `United States`.
    pub place: String,
    /// The careers that the source counts together with this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_with: Option<String>,
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
        input("counted_with", "Counted together with"),
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
    let with =
        employed.counted_with.as_ref().map(|with| format!(", together with {with}")).unwrap_or_default();
    let (place, people) = (&employed.place, employed.text());
    format!("{place}: {people}{with} from {} as of {}", employed.source, employed.as_of)
}

impl Findings {
    pub(super) fn employed(&mut self, all: &[Employed]) {
        for (i, employed) in all.iter().enumerate() {
            self.line(&format!("number_employed[{i}].place"), &employed.place);
            let with = employed.counted_with.as_deref().unwrap_or_default();
            self.line_if_any(&format!("number_employed[{i}].counted_with"), with);
            if !(0..TOO_MANY).contains(&employed.count) {
                let message = format!("{} is not a number of people", employed.count);
                self.add(&format!("number_employed[{i}].count"), message);
            }
        }
        self.no_repeats("number_employed", all.iter().map(|employed| employed.place.as_str()));
    }
}

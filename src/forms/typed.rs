//! What was typed in a form whose fields each have one value.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveDate;

use super::number::date;
use super::{FieldError, Pairs, with_plain_line_ends};

/// The values of a form by the names of its fields. Line breaks are `\n`, whatever the browser sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// What was typed in a field, without the spaces around it; empty where nothing was.
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// What was typed in a field, as it was.
    pub fn raw(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The same with a value in a field.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.into(), value.into());
        self
    }

    /// What was typed in a field, or none where nothing was.
    pub fn optional(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|text| !text.is_empty()).map(Into::into)
    }

    /// A day, `2026-11-24`. A stand-in where it isn't one, so that the other fields can be checked too.
    pub fn day(&self, name: &str, wrong: &mut Vec<FieldError>) -> NaiveDate {
        match self.get(name) {
            "" => wrong.push(error(name, "is missing")),
            text => match date(text) {
                Ok(day) => return day,
                Err(_) => wrong.push(error(name, format!("“{text}” is no day such as 2026-01-31"))),
            },
        }
        NaiveDate::default()
    }

    /// A word of a list or anything else that reads itself; none where nothing was typed, or what can't be
    /// read, which is noted.
    pub fn parse<T: FromStr<Err: ToString>>(&self, name: &str, wrong: &mut Vec<FieldError>) -> Option<T> {
        let text = self.optional(name)?;
        text.parse().map_err(|cause: T::Err| wrong.push(error(name, cause.to_string()))).ok()
    }

    /// The same for what must be there.
    pub fn required<T: FromStr<Err: ToString>>(&self, name: &str, wrong: &mut Vec<FieldError>) -> Option<T> {
        if self.get(name).is_empty() {
            wrong.push(error(name, "is missing"));
        }
        self.parse(name, wrong)
    }
}

impl From<Pairs> for Typed {
    fn from(pairs: Pairs) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name, with_plain_line_ends(&value))).collect())
    }
}

/// What is wrong with a field; the form that it is of gives it its label.
pub(super) fn error(name: &str, message: impl Into<String>) -> FieldError {
    FieldError { id: name.into(), label: String::new(), message: message.into() }
}

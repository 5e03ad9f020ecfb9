//! The input of a simple form.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::Deserialize;

use super::number::date;
use super::{FieldErrors, Pairs, with_plain_line_ends};

/// Names and values. Line breaks are `\n`, whatever the browser sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Pairs")]
pub struct Typed(Pairs);

impl Typed {
    /// Trimmed; empty if there is no such field.
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// Not trimmed.
    pub fn raw(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Not trimmed, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// The version when the form was shown; 0, which nothing has, if it is missing or invalid.
    pub fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(0)
    }

    /// With this version instead of the one when the form was shown.
    pub fn at_version(self, version: i64) -> Self {
        self.without("version").with("version", version.to_string())
    }

    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(field, _)| field != name);
        self
    }

    pub fn optional(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|text| !text.is_empty()).map(Into::into)
    }

    /// Parses `2026-11-24`. Returns a placeholder for an invalid date, so that the other fields are still checked.
    pub fn day(&self, name: &str, wrong: &mut FieldErrors) -> NaiveDate {
        match self.get(name) {
            "" => wrong.add(name, "Fill this in"),
            text => match date(text) {
                Ok(day) => return day,
                Err(_) => wrong.add(name, "Enter a date like 2024-05-31"),
            },
        }
        NaiveDate::default()
    }

    /// None if blank or invalid.
    pub fn parse<T: FromStr<Err: ToString>>(&self, name: &str, wrong: &mut FieldErrors) -> Option<T> {
        let text = self.optional(name)?;
        text.parse().map_err(|cause: T::Err| wrong.add(name, cause.to_string())).ok()
    }

    pub fn required<T: FromStr<Err: ToString>>(&self, name: &str, wrong: &mut FieldErrors) -> Option<T> {
        if self.get(name).is_empty() {
            wrong.add(name, "Fill this in");
        }
        self.parse(name, wrong)
    }
}

impl From<Pairs> for Typed {
    fn from(pairs: Pairs) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name, with_plain_line_ends(&value))).collect())
    }
}

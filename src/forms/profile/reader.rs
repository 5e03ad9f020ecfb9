//! Parses inputs one by one and collects the errors.

use std::collections::HashMap;
use std::str::FromStr;

use super::{Known, ProfileForm};
use crate::forms::{FieldError, number};
use crate::profile::fields::{Field, Place};
use crate::profile::money::{Currency, Figure};

pub(super) struct Reader<'a> {
    pub known: &'a Known,
    pub form: &'a ProfileForm,
    pub errors: Vec<FieldError>,
    /// For each item of the profile, the row of the form it came from.
    pub kept: HashMap<Field, Vec<usize>>,
    /// The current row.
    at: (Field, usize),
}

impl<'a> Reader<'a> {
    pub(super) fn new(known: &'a Known, form: &'a ProfileForm) -> Self {
        Self { known, form, errors: Vec::new(), kept: HashMap::new(), at: (Field::Title, 0) }
    }

    /// Skips blank rows.
    pub(super) fn rows<T>(&mut self, field: Field, read: impl Fn(&mut Self) -> Option<T>) -> Vec<T> {
        let (mut all, mut kept) = (Vec::new(), Vec::new());
        for (i, _) in self.form.rows(field).iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            self.at = (field, i);
            if let Some(one) = read(self) {
                all.push(one);
                kept.push(i);
            }
        }
        self.kept.insert(field, kept);
        all
    }

    /// Reads a field that isn't a list. None if it is blank or invalid.
    pub(super) fn one<T>(&mut self, field: Field, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        self.at = (field, 0);
        self.optional("", read)
    }

    pub(super) fn figure(&mut self, input: &str, currency: Option<Currency>) -> Option<Figure> {
        let bound = self.required(&format!("{input}_bound"), word);
        let amount = self.optional(input, |text| match currency {
            Some(currency) => number::amount(text, currency),
            None => Ok(0), // can't be parsed before the currency is valid
        });
        Some(Figure { amount: amount?, bound: bound? })
    }

    /// As typed.
    pub(super) fn raw(&self, input: &str) -> &'a str {
        let (field, row) = self.at;
        self.form.rows(field)[row].get(input)
    }

    /// Trimmed.
    pub(super) fn text(&self, input: &str) -> &'a str {
        self.raw(input).trim()
    }

    /// Trimmed; none if blank.
    pub(super) fn text_if_any(&self, input: &str) -> Option<String> {
        Some(self.text(input)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// None if blank or invalid.
    pub(super) fn optional<T>(&mut self, input: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let text = self.text(input);
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|message| self.add(input, message)).ok()
    }

    pub(super) fn required<T>(&mut self, input: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        self.expect(input, !self.text(input).is_empty(), || "Fill this in".into());
        self.optional(input, read)
    }

    pub(super) fn expect(&mut self, input: &str, is_right: bool, message: impl Fn() -> String) {
        if !is_right {
            self.add(input, message());
        }
    }

    pub(super) fn add(&mut self, input: &str, message: String) {
        let (field, row) = self.at;
        self.add_at(Place::of(field, row, input), message);
    }

    pub(super) fn add_at(&mut self, Place { id, label }: Place, message: String) {
        self.errors.push(FieldError { id, label, message });
    }
}

pub(super) fn word<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("“{text}” isn’t an option. Choose one from the list"))
}

pub(super) fn currency(text: &str) -> Result<Currency, String> {
    text.to_uppercase().parse()
}

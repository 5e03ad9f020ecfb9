//! Parses inputs one by one and collects the errors.

use std::collections::HashMap;
use std::str::FromStr;

use super::{Known, Row};
use crate::forms::{FieldError, number};
use crate::profile::fields::Group;
use crate::profile::money::{Currency, Figure};

pub(super) struct Reader<'a> {
    pub known: &'a Known,
    pub errors: Vec<FieldError>,
    /// Which row of the form each item of the profile came from.
    pub kept: HashMap<Group, Vec<usize>>,
    at: Option<(Group, usize)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(known: &'a Known) -> Self {
        Self { known, errors: Vec::new(), kept: HashMap::new(), at: None }
    }

    /// Skips blank rows.
    pub(super) fn rows<R: Row, T>(
        &mut self,
        group: Group,
        rows: &[R],
        read: impl Fn(&mut Self, &R) -> Option<T>,
    ) -> Vec<T> {
        let (mut all, mut kept) = (Vec::new(), Vec::new());
        for (i, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            self.at = Some((group, i));
            if let Some(one) = read(self, row) {
                all.push(one);
                kept.push(i);
            }
        }
        self.at = None;
        self.kept.insert(group, kept);
        all
    }

    pub(super) fn figure(
        &mut self,
        field: &str,
        (amount, bound): (&str, &str),
        currency: Option<Currency>,
    ) -> Option<Figure> {
        let bound = self.required(&format!("{field}_bound"), bound, word);
        let amount = self.optional(field, amount, |text| match currency {
            Some(currency) => number::amount(text, currency),
            None => Ok(0), // it stays as it is typed until the currency is right
        });
        Some(Figure { amount: amount?, bound: bound? })
    }

    /// None where it is blank or invalid.
    pub(super) fn optional<T>(
        &mut self,
        field: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|message| self.add(field, message)).ok()
    }

    pub(super) fn required<T>(
        &mut self,
        field: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.expect(field, !text.trim().is_empty(), || "is missing".into());
        self.optional(field, text, read)
    }

    pub(super) fn expect(&mut self, field: &str, is_right: bool, message: impl Fn() -> String) {
        if !is_right {
            self.add(field, message());
        }
    }

    pub(super) fn add(&mut self, field: &str, message: String) {
        self.add_at(self.at, field, message);
    }
}

pub(super) fn word<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("“{text}” is none of the choices"))
}

pub(super) fn currency(text: &str) -> Result<Currency, String> {
    text.to_uppercase().parse()
}

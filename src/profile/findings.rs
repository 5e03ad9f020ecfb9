//! Collects problems with the paths of their fields, and checks rules that many fields share.

use std::collections::HashSet;
use std::fmt;

use super::money::{Figure, MAX_AMOUNT};
use crate::filters::is_too_deep;

/// For titles and lines of lists, in characters.
const MAX_LINE: usize = 300;
/// In characters.
pub(super) const MAX_TEXT: usize = 20_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `pay[0].likely.high`.
    pub field: String,
    /// What is wrong and how to fix it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

#[derive(Default)]
pub(super) struct Findings {
    pub all: Vec<Problem>,
}

impl Findings {
    pub fn add(&mut self, field: &str, message: String) {
        self.all.push(Problem { field: field.into(), message });
    }

    pub fn required(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(field, "Fill this in".into());
        }
    }

    pub fn line(&mut self, field: &str, text: &str) {
        self.line_up_to(field, text, MAX_LINE);
    }

    pub fn line_up_to(&mut self, field: &str, text: &str, most: usize) {
        self.required(field, text);
        if text.contains(|c: char| c.is_control()) {
            self.add(field, "Remove the line break or other control character".into());
        }
        self.at_most(field, text, most);
    }

    pub fn line_if_any(&mut self, field: &str, text: &str) {
        if !text.is_empty() {
            self.line_up_to(field, text, 2_000);
        }
    }

    pub fn percent(&mut self, field: &str, percent: f64) {
        if !(0.0..=100.0).contains(&percent) {
            self.add(field, format!("Enter a share from 0 to 100, not {percent}"));
        }
    }

    pub fn text(&mut self, field: &str, text: &str) {
        if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            self.add(field, "Remove the control character".into());
        }
        self.at_most(field, text, MAX_TEXT);
    }

    pub fn markdown(&mut self, field: &str, text: &str) {
        self.text(field, text);
        if is_too_deep(text) {
            self.add(
                field,
                "Nest lists and quotes less deep: pages show three lists within each other".into(),
            );
        }
    }

    pub fn at_most(&mut self, field: &str, text: &str, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.add(field, format!("Shorten this to {most} characters; it has {length}"));
        }
    }

    pub fn no_repeats<'a>(&mut self, field: &str, values: impl Iterator<Item = &'a str>) {
        let mut seen = HashSet::new();
        for (i, value) in values.enumerate() {
            if !seen.insert(value) {
                self.add(&format!("{field}[{i}]"), format!("“{value}” is listed twice"));
            }
        }
    }

    pub fn rating(&mut self, field: &str, rating: Option<f64>) {
        if let Some(rating) = rating.filter(|rating| !(1.0..=5.0).contains(rating)) {
            self.add(field, format!("Enter a rating from 1.0 to 5.0, not {rating}"));
        }
    }

    pub fn figure(&mut self, field: &str, figure: Figure) {
        if figure.amount < 0 {
            self.add(field, "The amount can’t be negative".into());
        } else if figure.amount > MAX_AMOUNT {
            self.add(field, "Enter a smaller amount".into());
        }
    }
}

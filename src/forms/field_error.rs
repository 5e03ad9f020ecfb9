//! Errors shown beside form fields and in the error summary.

use crate::addresses;
use crate::profile::check::Problem;
use crate::profile::fields::Place;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input to change, `pay-0-total`, or its URL if it is on another page. Empty if there is none.
    pub id: String,
    /// Names the field in the error summary, `Pay 1: total`. Empty if the message says it all.
    pub label: String,
    /// Says what to do.
    pub message: String,
}

impl FieldError {
    pub fn new(id: &str, label: &str, message: String) -> Self {
        Self { id: id.into(), label: label.into(), message }
    }

    /// Leads to the input on the career's form.
    pub fn of_profile(problem: Problem, career: i64) -> Self {
        let Place { id, label } = Place::of_path(&problem.field);
        let id = match label.is_empty() {
            true => String::new(), // no field of the profile
            false => addresses::desk(career, &format!("edit#{id}")),
        };
        Self { id, label, message: problem.message }
    }

    pub(super) fn text(&self) -> String {
        if self.label.is_empty() { self.message.clone() } else { format!("{}: {}", self.label, self.message) }
    }

    pub(super) fn url(&self) -> String {
        if self.id.starts_with('/') { self.id.clone() } else { format!("#{}", self.id) }
    }
}

/// In the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    pub fn one(id: &str, message: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(id, message);
        errors
    }

    pub fn add(&mut self, id: &str, message: impl Into<String>) {
        self.0.push(FieldError { id: id.into(), label: String::new(), message: message.into() });
    }

    /// All messages beside one input.
    pub fn of(&self, id: &str) -> Option<String> {
        let errors = self.0.iter().filter(|error| error.id == id);
        let messages: Vec<&str> = errors.map(|error| error.message.as_str()).collect();
        (!messages.is_empty()).then(|| messages.join("; "))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, or these errors if there are any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

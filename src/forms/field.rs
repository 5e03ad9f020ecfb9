//! The fields of simple forms, each with one value.

use super::{FieldError, FieldErrors, Typed};
use crate::models::content::Content;
use crate::models::user::Role;
use crate::profile::check::Problem;
use crate::profile::voices::Moderation;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Line,
    Text,
    Day,
    Address,
    /// In major units.
    Amount,
    /// Pairs of value and label.
    Choice(Vec<(&'static str, &'static str)>),
}

#[derive(Clone, Debug)]
pub struct FormField {
    pub name: &'static str,
    pub label: &'static str,
    /// May be empty.
    pub hint: &'static str,
    pub input: FieldKind,
    pub is_required: bool,
}

impl FormField {
    pub fn new(name: &'static str, label: &'static str, input: FieldKind) -> Self {
        Self { name, label, hint: "", input, is_required: true }
    }

    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    pub fn optional(self) -> Self {
        Self { is_required: false, ..self }
    }

    /// A choice always has a value.
    pub fn can_be_missed(&self) -> bool {
        self.is_required && !matches!(self.input, FieldKind::Choice(_))
    }
}

pub trait ContentForm: Content {
    /// In display order, for users of a role. A form for stored content may have fewer fields than one for new content.
    fn fields(role: Role, is_new: bool) -> Vec<FormField>;

    fn typed(&self) -> Typed;

    /// `before` is the stored content, if any. The id of an error is the name of its field.
    fn read(typed: &Typed, role: Role, before: Option<&Self>) -> Result<Self, FieldErrors>;
}

/// Content that visitors see only once an editor has approved it.
pub trait Moderated: ContentForm {
    fn moderated(self, moderation: Moderation) -> Self;
}

/// Adds each problem as an error of the field that its path ends in, keeping only the first for each field.
pub fn add_problems(wrong: &mut FieldErrors, problems: Vec<Problem>) {
    for problem in problems {
        let name = problem.field.rsplit('.').next().unwrap_or(&problem.field);
        if wrong.of(name).is_none() {
            wrong.add(name, problem.message);
        }
    }
}

/// Fills in the labels and sorts the errors in the order of the fields.
pub fn labeled(FieldErrors(mut errors): FieldErrors, fields: &[FormField]) -> FieldErrors {
    let place = |error: &FieldError| fields.iter().position(|field| field.name == error.id);
    errors.sort_by_key(|error| place(error).unwrap_or(usize::MAX));
    for error in &mut errors {
        error.label = place(error).map_or_else(|| error.id.clone(), |place| fields[place].label.into());
    }
    FieldErrors(errors)
}

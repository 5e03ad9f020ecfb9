//! The fields of a form whose fields each have one value, and what such a form does.

use super::{FieldError, Typed};
use crate::models::content::Content;
use crate::models::user::Role;
use crate::profile::check::Problem;
use crate::profile::voices::Moderation;

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line of text.
    Line,
    /// A text of several lines.
    Text,
    /// A day.
    Day,
    /// An address on the web.
    Address,
    /// An amount of money in major units.
    Amount,
    /// One of some values, each with its label.
    Choice(Vec<(&'static str, &'static str)>),
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in the form, and the id of its input.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What helps to fill it in; may be empty.
    pub hint: &'static str,
    /// How it is filled in.
    pub input: Input,
    /// Whether it must be.
    pub is_required: bool,
}

impl Field {
    /// A field that must be filled in.
    pub fn new(name: &'static str, label: &'static str, input: Input) -> Self {
        Self { name, label, hint: "", input, is_required: true }
    }

    /// The same with a hint.
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The same, but it may stay empty.
    pub fn optional(self) -> Self {
        Self { is_required: false, ..self }
    }

    /// Whether it can be left empty although it must not be; a choice always has a value.
    pub fn can_be_missed(&self) -> bool {
        self.is_required && !matches!(self.input, Input::Choice(_))
    }
}

/// What pages call something.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    /// The last part of the address of its list: `insights`.
    pub section: &'static str,
    /// One of it, `quote`.
    pub one: &'static str,
    /// One of it with its article, `a quote`.
    pub a_one: &'static str,
    /// Many of it, as a heading: `Quotes`.
    pub many: &'static str,
    /// Many of it after a number: `quotes`.
    pub plural: &'static str,
}

impl Noun {
    /// The address of its list.
    pub fn url(&self) -> String {
        format!("/admin/{}", self.section)
    }
}

/// Content that is written in a form whose fields each have one value.
pub trait Form: Content {
    /// What pages call it.
    const NOUN: Noun;

    /// Its fields in their order, for someone of a role; what is there already may lack some of them.
    fn fields(role: Role, is_new: bool) -> Vec<Field>;

    /// What it looks like in its form.
    fn typed(&self) -> Typed;

    /// Reads a form. `before` is what is there already, where there is something.
    ///
    /// # Errors
    /// Everything wrong with it, each by the name of its field.
    fn read(typed: &Typed, role: Role, before: Option<&Self>) -> Result<Self, Vec<FieldError>>;
}

/// What is shown to visitors only once an editor has approved it.
pub trait Moderated: Form {
    /// The same in another state.
    fn moderated(self, moderation: Moderation) -> Self;
}

/// Field errors of problems that only the database knew of.
pub fn errors_of(problems: Vec<Problem>) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    add_problems(&mut wrong, problems);
    wrong
}

/// Adds the problems of a document, whose paths end in the names of fields. The first of a field is enough.
pub(super) fn add_problems(wrong: &mut Vec<FieldError>, problems: Vec<Problem>) {
    for problem in problems {
        let name = problem.field.rsplit('.').next().unwrap_or(&problem.field);
        if !wrong.iter().any(|error| error.id == name) {
            wrong.push(super::typed::error(name, problem.message));
        }
    }
}

/// Field errors with the labels of their fields, in the order of these.
pub fn labelled(mut wrong: Vec<FieldError>, fields: &[Field]) -> Vec<FieldError> {
    let place = |error: &FieldError| fields.iter().position(|field| field.name == error.id);
    wrong.sort_by_key(|error| place(error).unwrap_or(usize::MAX));
    for error in &mut wrong {
        error.label = place(error).map_or_else(|| error.id.clone(), |place| fields[place].label.into());
    }
    wrong
}

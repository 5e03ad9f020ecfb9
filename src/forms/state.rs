//! A form as its page shows it.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Conflict, Control, FieldErrors, Typed};

/// What was typed, what is wrong with it, and what somebody else has saved meanwhile. Rendered as a template, it is the
/// error summary or the conflict, if there is one.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "shared/form_state.html")]
pub struct FormState {
    pub typed: Typed,
    pub errors: FieldErrors,
    pub conflict: Option<Conflict>,
    /// Starts the ids of its inputs on pages with several forms: `withdraw-`.
    pub prefix: &'static str,
}

impl HtmlSafe for FormState {}

impl FormState {
    pub fn of(typed: Typed) -> Self {
        Self { typed, ..Self::default() }
    }

    pub fn refused(typed: Typed, errors: FieldErrors) -> Self {
        Self { typed, errors, ..Self::default() }
    }

    pub fn in_conflict(typed: Typed, conflict: Conflict) -> Self {
        Self { typed, conflict: Some(conflict), ..Self::default() }
    }

    /// A control with what was typed into it.
    pub fn field<'a>(&self, name: &str, label: &'a str) -> Control<'a> {
        let id = format!("{}{name}", self.prefix);
        let error = self.errors.of(&id);
        Control::new(name, label).value(self.typed.raw(name)).error(error).id(id)
    }

    /// The page's title, which starts with "Error" if there are errors.
    pub fn title(&self, title: &str) -> String {
        if self.errors.is_empty() { title.into() } else { format!("Error: {title}") }
    }
}

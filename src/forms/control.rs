//! A form control with its label, hint and field error.

use askama::Template;
use askama::filters::HtmlSafe;

use super::field::{FieldKind, FormField};

/// In a text area, the estimated characters of a line.
const CHARACTERS: usize = 80;
/// The most lines a text area shows at once.
const MOST_LINES: usize = 24;

/// A template rather than a macro, because askama would compile a macro again for each of its uses.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "shared/control.html")]
pub struct Control<'a> {
    id: String,
    name: String,
    label: &'a str,
    label_view: LabelView,
    hint: &'a str,
    error: Option<String>,
    value: String,
    is_focused: bool,
    /// Without the label, hint and error, which its amount shows.
    is_bare: bool,
    kind: ControlKind<'a>,
    class: &'static str,
    autocomplete: &'static str,
    is_required: bool,
    is_optional: bool,
    /// In characters.
    longest: Option<usize>,
    /// Shown before an amount.
    bound: Option<Box<Control<'a>>>,
}

impl HtmlSafe for Control<'_> {}

#[derive(Clone, Debug, Default)]
pub enum LabelView {
    #[default]
    Seen,
    /// For screen readers only: a heading shows it already.
    Hidden,
    /// For screen readers only; a script updates its number.
    Numbered(String),
}

#[derive(Clone, Debug)]
enum ControlKind<'a> {
    /// The type of the input element, which decides the keyboard of a phone.
    Line(&'static str),
    Area(usize),
    Select(Vec<(&'a str, &'a str)>),
    Checkbox,
    /// The media types it accepts.
    File(&'static str),
}

impl Default for ControlKind<'_> {
    fn default() -> Self {
        Self::Line("text")
    }
}

impl<'a> Control<'a> {
    pub fn new(name: &str, label: &'a str) -> Self {
        Self { id: name.into(), name: name.into(), label, autocomplete: "off", ..Self::default() }
    }

    /// Takes the hint and the kind of input from a simple form's field.
    pub fn like(self, field: &FormField) -> Self {
        let control = self.hint(field.hint);
        let control = match &field.input {
            FieldKind::Line => control,
            FieldKind::Text => control.area(6),
            FieldKind::Day => control.class("short"),
            FieldKind::Amount => control.line("decimal").class("short"),
            FieldKind::Address => control.line("url"),
            FieldKind::Choice(choices) => control.select(choices.clone()),
        };
        Self { is_required: field.can_be_missed(), is_optional: !field.is_required, ..control }
    }

    pub fn id(self, id: String) -> Self {
        Self { id, ..self }
    }

    pub fn value(self, value: &str) -> Self {
        Self { value: value.into(), ..self }
    }

    pub fn error(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }

    pub fn focused(self, is_focused: bool) -> Self {
        Self { is_focused, ..self }
    }

    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    pub fn below_heading(self) -> Self {
        Self { label_view: LabelView::Hidden, ..self }
    }

    pub fn numbered(self, label: impl Into<String>) -> Self {
        Self { label_view: LabelView::Numbered(label.into()), ..self }
    }

    pub fn longest(self, characters: usize) -> Self {
        Self { longest: Some(characters), ..self }
    }

    /// `kind` is the type of an input element, or `decimal` for a number as people type it.
    pub fn line(self, kind: &'static str) -> Self {
        Self { kind: ControlKind::Line(kind), ..self }
    }

    pub fn email(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self.line("email") }
    }

    /// Never shows the value again.
    pub fn password(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, value: String::new(), ..self.line("password") }
    }

    /// A code of the second factor; never shows the value again.
    pub fn code(self) -> Self {
        Self { autocomplete: "one-time-code", value: String::new(), ..self }
    }

    /// At least `lines` high, and as high as the value needs.
    pub fn area(self, lines: usize) -> Self {
        let needed = self.value.split('\n').map(|line| line.chars().count() / CHARACTERS + 1).sum::<usize>();
        Self { kind: ControlKind::Area(needed.clamp(lines, MOST_LINES)), ..self }
    }

    /// Also offers the value if it isn't among the choices, so that it isn't lost.
    pub fn select(self, choices: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self { kind: ControlKind::Select(choices.into_iter().collect()), ..self }
    }

    /// With an empty choice labeled `none`.
    pub fn select_or(self, none: &'a str, choices: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.select([("", none)].into_iter().chain(choices))
    }

    /// Checked if there is a value.
    pub fn checkbox(self) -> Self {
        Self { class: "field-check", kind: ControlKind::Checkbox, ..self }
    }

    pub fn file(self, accept: &'static str) -> Self {
        Self { kind: ControlKind::File(accept), ..self }
    }

    pub fn with_bound(self, bound: Self) -> Self {
        Self { bound: Some(Box::new(Self { is_bare: true, ..bound })), class: "amount", ..self }
    }

    /// The ids of its hint and error.
    fn described_by(&self) -> Vec<String> {
        let (hint, error) = (!self.hint.is_empty(), self.error.is_some());
        let ids = [(hint, "hint"), (error, "error")].into_iter().filter(|(is_there, _)| *is_there);
        ids.map(|(_, part)| format!("{}-{part}", self.id)).collect()
    }

    fn is_choice(&self, value: &str) -> bool {
        value.eq_ignore_ascii_case(&self.value)
    }

    /// Whether the value isn't among the choices, as after a category was deleted.
    fn is_odd(&self, choices: &[(&str, &str)]) -> bool {
        !self.value.is_empty() && !choices.iter().any(|(value, _)| self.is_choice(value))
    }
}

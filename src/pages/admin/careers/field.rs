//! What the template of the profile form needs: rows, and inputs with their errors.

use askama::Template;
use askama::filters::HtmlSafe;

use super::form::FormPage;
use crate::forms::FieldError;
use crate::profile::fields::{self, Field, Rows};
use crate::profile::money::Bound;

/// The index in the blank row that a script copies to add rows.
const BLANK: &str = "NEW";

const CHARACTERS: usize = 80;
/// The most lines a text area shows at once.
const MOST_LINES: usize = 24;

/// Pairs of value and label.
pub type InputOptions<'a> = Vec<(&'a str, &'a str)>;

/// An input with its typed value and its errors.
#[derive(Debug)]
pub struct Filled<'a> {
    pub name: String,
    pub id: String,
    pub label: &'static str,
    pub hint: &'static str,
    pub value: String,
    pub errors: Vec<&'a FieldError>,
    pub is_focused: bool,
}

/// An input with its label, hint and error.
///
/// A template rather than a macro, because askama would compile a macro again for each of the form's 60 inputs.
#[derive(Debug, Template)]
#[template(path = "admin/careers/input.html")]
pub struct Input<'a> {
    control: Control<'a>,
    label: LabelView,
    class: &'static str,
    bound: Option<Control<'a>>,
}

#[derive(Debug, Template)]
#[template(path = "admin/careers/control.html")]
struct Control<'a> {
    field: Filled<'a>,
    kind: ControlKind<'a>,
}

#[derive(Debug)]
enum ControlKind<'a> {
    Line,
    Area { lines: usize },
    Select(InputOptions<'a>),
}

#[derive(Debug)]
enum LabelView {
    Seen,
    /// For screen readers only: a heading shows it already.
    Hidden,
    /// For screen readers only; a script updates its number.
    Numbered(String),
}

impl HtmlSafe for Input<'_> {}
impl HtmlSafe for Control<'_> {}

impl<'a> Filled<'a> {
    pub fn text(self, class: &'static str) -> Input<'a> {
        self.input(ControlKind::Line, class)
    }

    pub fn area(self, least: usize, class: &'static str) -> Input<'a> {
        let lines = self.lines(least);
        self.input(ControlKind::Area { lines }, class)
    }

    pub fn select(
        self,
        choices: impl IntoIterator<Item = (&'a str, &'a str)>,
        class: &'static str,
    ) -> Input<'a> {
        self.input(ControlKind::Select(choices.into_iter().collect()), class)
    }

    /// With an empty choice labeled `none`.
    pub fn select_or(
        self,
        none: &'a str,
        choices: impl IntoIterator<Item = (&'a str, &'a str)>,
        class: &'static str,
    ) -> Input<'a> {
        self.select([("", none)].into_iter().chain(choices), class)
    }

    pub fn amount(self, bound: Filled<'a>) -> Input<'a> {
        let bound = Some(Control { field: bound, kind: ControlKind::Select(Bound::choices()) });
        Input { bound, ..self.input(ControlKind::Line, "amount") }
    }

    fn input(self, kind: ControlKind<'a>, class: &'static str) -> Input<'a> {
        Input { control: Control { field: self, kind }, label: LabelView::Seen, class, bound: None }
    }

    /// The estimated number of lines of the value, within limits.
    fn lines(&self, least: usize) -> usize {
        let lines = self.value.split('\n').map(|line| line.chars().count() / CHARACTERS + 1);
        lines.sum::<usize>().clamp(least, MOST_LINES)
    }

    fn error(&self) -> Option<String> {
        let messages: Vec<&str> = self.errors.iter().map(|error| error.message.as_str()).collect();
        (!messages.is_empty()).then(|| messages.join("; "))
    }
}

impl Input<'_> {
    pub fn below_heading(self) -> Self {
        Self { label: LabelView::Hidden, ..self }
    }

    pub fn numbered(self, label: impl Into<String>) -> Self {
        Self { label: LabelView::Numbered(label.into()), ..self }
    }
}

impl Control<'_> {
    /// The value if it isn't among the choices; offering it keeps it from being lost.
    fn odd(&self, choices: &InputOptions<'_>) -> Option<&str> {
        let value = &self.field.value;
        let is_offered = choices.iter().any(|(offered, _)| offered.eq_ignore_ascii_case(value));
        (!is_offered).then_some(value.as_str())
    }
}

/// A row, or the blank row that a script copies.
#[derive(Clone, Copy, Template)]
#[template(path = "admin/careers/row.html")]
pub struct RowView<'a> {
    page: &'a FormPage,
    field: Field,
    rows: Rows,
    place: Option<usize>,
}

impl HtmlSafe for RowView<'_> {}

impl<'a> RowView<'a> {
    /// Its index from 0, for ids and button values.
    fn at(&self) -> String {
        self.place.map_or_else(|| BLANK.into(), |place| place.to_string())
    }

    /// From 1.
    fn number(&self) -> String {
        self.place.map_or_else(|| BLANK.into(), |place| (place + 1).to_string())
    }

    fn name(&self) -> String {
        format!("{} {}", self.rows.label, self.number())
    }

    fn is_named(&self) -> bool {
        !self.first().trim().is_empty()
    }

    /// The name on its buttons: the value of its first input if it has one.
    fn title(&self) -> String {
        match self.is_named() {
            true => self.first().chars().take(40).collect(),
            false => self.name(),
        }
    }

    fn first(&self) -> String {
        self.value(&self.rows.inputs[0])
    }

    /// Falls back to the first input if the template misspells a name, which the test for unique ids would catch.
    fn find(&self, name: &str) -> &'static fields::Input {
        let inputs = self.rows.inputs;
        inputs.iter().find(|input| input.name == name).unwrap_or(&inputs[0])
    }

    fn input(&self, name: &str) -> Filled<'a> {
        let input = self.find(name);
        let (name, id) = (self.field.input_name(name), self.field.input_id(self.at(), name));
        self.page.filled(name, id, input.label, "", self.value(input))
    }

    fn control(&self, name: &str) -> Input<'a> {
        let input = self.input(name);
        match self.find(name).kind {
            fields::InputKind::Line | fields::InputKind::Bound => input.text(""),
            fields::InputKind::Short => input.text("short"),
            fields::InputKind::Wide => input.text("wide"),
            fields::InputKind::Area => input.area(3, "wide"),
            fields::InputKind::Amount => input.amount(self.input(&format!("{name}_bound"))),
            fields::InputKind::ShortChoice(choices) => input.select(choices(), "short"),
            fields::InputKind::Choice(choices, None) => input.select(choices(), ""),
            fields::InputKind::Choice(choices, Some(none)) => input.select_or(none, choices(), ""),
            fields::InputKind::Source => input.select_or("Choose", self.page.sources(), ""),
        }
    }

    /// All of a row; the bound of an amount belongs to it.
    fn controls(&self) -> impl Iterator<Item = Input<'a>> {
        let is_own = |input: &&fields::Input| !matches!(input.kind, fields::InputKind::Bound);
        self.rows.inputs.iter().filter(is_own).map(|input| self.control(input.name))
    }

    fn value(&self, input: &fields::Input) -> String {
        match self.place {
            Some(place) => self.page.form.rows(self.field)[place].get(input.name).to_owned(),
            None => input.start.to_owned(),
        }
    }
}

impl FormPage {
    pub(super) fn field(&self, field: Field) -> Filled<'_> {
        let (name, entry) = (field.name().to_owned(), field.entry());
        self.filled(name.clone(), name, entry.label, entry.hint, self.form.get(field).to_owned())
    }

    pub(super) fn note(&self) -> Filled<'_> {
        let label = "Describe your change (optional)";
        self.filled("note".into(), "note".into(), label, "", self.form.note.clone())
    }

    pub(super) fn rows(&self, field: Field, rows: &Rows) -> Vec<RowView<'_>> {
        let places = (0..self.form.rows(field).len()).map(Some);
        places.map(|place| RowView { page: self, field, rows: *rows, place }).collect()
    }

    pub(super) fn blank(&self, field: Field, rows: &Rows) -> RowView<'_> {
        RowView { page: self, field, rows: *rows, place: None }
    }

    pub(super) fn is_focused(&self, id: &str) -> bool {
        self.focus.as_deref() == Some(id)
    }

    fn filled(
        &self,
        name: String,
        id: String,
        label: &'static str,
        hint: &'static str,
        value: String,
    ) -> Filled<'_> {
        Filled {
            errors: self.errors.iter().filter(|error| error.id == id).collect(),
            is_focused: self.is_focused(&id),
            label,
            hint,
            name,
            id,
            value,
        }
    }
}

//! The profile form as its template sees it: rows, and inputs with their errors.

use crate::forms::FieldError;
use crate::profile::fields::{Group, hint, label};

use super::form::FormPage;

/// The place of a row within the template from which a script makes new ones.
const BLANK: &str = "NEW";

/// About as many characters stand on a line of a text.
const CHARACTERS: usize = 80;
/// The lines of a text that stand open at most.
const MOST_LINES: usize = 24;

/// An input.
#[derive(Debug)]
pub struct Field<'a> {
    pub name: String,
    pub id: String,
    pub label: &'static str,
    pub hint: &'static str,
    pub value: String,
    pub errors: Vec<&'a FieldError>,
    /// Whether it has the focus when the page opens.
    pub is_focused: bool,
}

impl Field<'_> {
    /// How many lines its text takes, about, within reason.
    pub fn lines(&self, least: usize) -> usize {
        let lines = self.value.split('\n').map(|line| line.chars().count() / CHARACTERS + 1);
        lines.sum::<usize>().clamp(least, MOST_LINES)
    }

    /// Its value, where that isn't among the choices of its select: so that it isn't lost.
    pub fn odd(&self, choices: &[(String, String)]) -> Option<&str> {
        let is_offered = choices.iter().any(|(value, _)| value.eq_ignore_ascii_case(&self.value));
        (!is_offered).then_some(self.value.as_str())
    }

    /// What is wrong with it, if anything is.
    pub fn error(&self) -> Option<String> {
        let messages: Vec<&str> = self.errors.iter().map(|error| error.message.as_str()).collect();
        (!messages.is_empty()).then(|| messages.join("; "))
    }
}

/// A row, or the blank one that new rows are made from.
#[derive(Clone, Copy)]
pub struct RowView<'a> {
    page: &'a FormPage,
    group: Group,
    place: Option<usize>,
}

impl<'a> RowView<'a> {
    /// Its place, counted from 0, as it stands in ids and in the values of buttons.
    pub fn at(&self) -> String {
        self.place.map_or_else(|| BLANK.into(), |place| place.to_string())
    }

    /// Its number, counted from 1.
    pub fn number(&self) -> String {
        self.place.map_or_else(|| BLANK.into(), |place| (place + 1).to_string())
    }

    /// The name of its group, as it stands in ids and in the values of buttons.
    pub fn group(&self) -> &'static str {
        self.group.name()
    }

    /// What a row of its group is called with its number, `Pay 1`.
    pub fn name(&self) -> String {
        format!("{} {}", self.group.row_label(), self.number())
    }

    /// Whether something stands in its first input.
    pub fn is_named(&self) -> bool {
        !self.first().trim().is_empty()
    }

    /// What its buttons call it: what stands in its first input, or its name.
    pub fn title(&self) -> String {
        match self.is_named() {
            true => self.first().chars().take(40).collect(),
            false => self.name(),
        }
    }

    fn first(&self) -> String {
        let first = self.page.form.rows(self.group).fields().first();
        first.map(|field| self.value(field)).unwrap_or_default()
    }

    /// An input of it.
    pub fn field(&self, field: &str) -> Field<'a> {
        let name = self.group.input_name(field);
        self.page.input(
            Some(self.group),
            field,
            name,
            self.group.input_id(self.at(), field),
            self.value(field),
        )
    }

    fn value(&self, field: &str) -> String {
        let rows = self.page.form.rows(self.group);
        match self.place {
            Some(place) => rows.value(place, field).unwrap_or_default().to_owned(),
            None => rows.start(field),
        }
    }
}

impl FormPage {
    /// An input that stands once.
    pub(super) fn field(&self, name: &str) -> Field<'_> {
        self.input(None, name, name.to_owned(), name.to_owned(), self.form.single(name).to_owned())
    }

    /// The rows of a group.
    pub(super) fn rows(&self, group: Group) -> Vec<RowView<'_>> {
        let row = |place| RowView { page: self, group, place: Some(place) };
        (0..self.form.rows(group).count()).map(row).collect()
    }

    /// The blank row of a group.
    pub(super) fn blank(&self, group: Group) -> RowView<'_> {
        RowView { page: self, group, place: None }
    }

    /// Whether an element has the focus when the page opens.
    pub(super) fn is_focused(&self, id: &str) -> bool {
        self.focus.as_deref() == Some(id)
    }

    fn input(&self, group: Option<Group>, field: &str, name: String, id: String, value: String) -> Field<'_> {
        Field {
            errors: self.errors.iter().filter(|error| error.id == id).collect(),
            is_focused: self.is_focused(&id),
            label: label(group, field),
            hint: hint(group, field),
            name,
            id,
            value,
        }
    }
}

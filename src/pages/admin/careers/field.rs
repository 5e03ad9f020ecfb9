//! The controls of the profile form.

use askama::Template;
use askama::filters::HtmlSafe;

use super::form::FormPage;
use crate::forms::Control;
use crate::profile::fields::{self, Field, InputKind, Rows};
use crate::profile::money::Bound;

/// The index in the blank row that a script copies to add rows.
const BLANK: &str = "NEW";

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

    fn input(&self, name: &str) -> Control<'a> {
        let input = self.find(name);
        let (name, id) = (self.field.input_name(name), self.field.input_id(self.at(), name));
        self.page.control(&name, id, input.label, &self.value(input))
    }

    fn control(&self, name: &str) -> Control<'a> {
        let input = self.input(name);
        match self.find(name).kind {
            InputKind::Line | InputKind::Bound => input,
            InputKind::Short => input.class("short"),
            InputKind::Wide => input.class("wide"),
            InputKind::Area => input.area(3).class("wide"),
            InputKind::Amount => {
                input.with_bound(self.input(&format!("{name}_bound")).select(Bound::choices()))
            }
            InputKind::ShortChoice(choices) => input.select(choices()).class("short"),
            InputKind::Choice(choices, None) => input.select(choices()),
            InputKind::Choice(choices, Some(none)) => input.select_or(none, choices()),
            InputKind::Source => input.select_or("Choose", self.page.sources()),
        }
    }

    /// All of a row; the bound of an amount belongs to it.
    fn controls(&self) -> impl Iterator<Item = Control<'a>> {
        let is_own = |input: &&fields::Input| !matches!(input.kind, InputKind::Bound);
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
    pub(super) fn field(&self, field: Field) -> Control<'_> {
        let (name, entry) = (field.name(), field.entry());
        self.control(name, name.to_owned(), entry.label, self.form.get(field)).hint(entry.hint)
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

    pub(super) fn control(&self, name: &str, id: String, label: &'static str, value: &str) -> Control<'_> {
        let (error, is_focused) = (self.state.errors.of(&id), self.is_focused(&id));
        Control::new(name, label).id(id).value(value).error(error).focused(is_focused)
    }
}

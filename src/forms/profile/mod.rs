//! The profile form, as typed.

mod action;
mod check;
mod facts;
mod pay;
mod problems;
mod reader;
mod row;
#[cfg(test)]
pub(crate) mod tests;
mod write;

use std::collections::{BTreeSet, HashMap};

use strum::{EnumCount, VariantArray};

use super::{Pairs, with_plain_line_ends};
use crate::profile::fields::Field;
use crate::profile::{Category, Slug, Source};

pub use action::RowAction;
pub use row::FormRow;

#[derive(Clone, Debug, Default)]
pub struct Known {
    pub categories: Vec<Category>,
    pub sources: Vec<Source>,
}

/// A profile as typed. Keeps blank rows, so that a button's row number stays right; [`ProfileForm::check`] skips them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileForm {
    /// The career's version when the form was shown.
    pub version: String,
    pub note: String,
    /// Edited fields that the next import may change again.
    pub released: BTreeSet<Field>,
    /// Indexed by field. A field that isn't a list always has exactly one row.
    rows: [Vec<FormRow>; Field::COUNT],
}

impl Default for ProfileForm {
    fn default() -> Self {
        let rows = |place: usize| match Field::VARIANTS[place] {
            field if field.is_list() => Vec::new(),
            field => vec![FormRow::new(field)],
        };
        Self {
            version: String::new(),
            note: String::new(),
            released: BTreeSet::new(),
            rows: std::array::from_fn(rows),
        }
    }
}

impl ProfileForm {
    /// The first value of each name belongs to the first row, and so on. Ignores unknown names.
    pub fn from_pairs(pairs: Pairs) -> Self {
        let mut form = Self::default();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (name, value) in pairs {
            let value = with_plain_line_ends(&value);
            let (start, input) = name.split_once('.').unwrap_or((&name, ""));
            match start.parse::<Field>() {
                Ok(field) if field.inputs().iter().any(|one| one.name == input) => {
                    let row = seen.entry(name.clone()).or_default();
                    let rows = form.rows_mut(field);
                    if rows.len() <= *row {
                        rows.resize(*row + 1, FormRow::new(field));
                    }
                    rows[*row].set(input, value);
                    *row += usize::from(field.is_list());
                }
                _ if name == "version" => form.version = value,
                _ if name == "note" => form.note = value,
                _ if name == "release" => form.released.extend(value.parse::<Field>()),
                _ => {}
            }
        }
        form
    }

    pub fn pairs(&self) -> Pairs {
        let mut pairs = vec![("version".into(), self.version.clone()), ("note".into(), self.note.clone())];
        for field in Field::VARIANTS {
            for row in self.rows(*field) {
                let pair = |input: &str| (field.input_name(input), row.get(input).to_owned());
                pairs.extend(field.inputs().iter().map(|input| pair(input.name)));
            }
        }
        pairs.extend(self.released.iter().map(|field| ("release".into(), field.name().into())));
        // Browsers don't send an unticked checkbox.
        pairs.retain(|(name, value)| name != Field::Sample.name() || !value.is_empty());
        pairs
    }

    /// Sets the slug of a career whose address is frozen: its form has no input for it, and a slug that is submitted
    /// anyway doesn't count.
    pub fn freeze(&mut self, slug: &Slug) {
        self.set(Field::Slug, slug);
    }

    /// The value of a field that isn't a list.
    pub fn get(&self, field: Field) -> &str {
        self.rows(field).first().map_or("", |row| row.get(""))
    }

    pub fn set(&mut self, field: Field, value: impl ToString) {
        if let Some(row) = self.rows_mut(field).first_mut() {
            row.set("", value);
        }
    }

    pub fn rows(&self, field: Field) -> &[FormRow] {
        &self.rows[field as usize]
    }

    pub(crate) fn rows_mut(&mut self, field: Field) -> &mut Vec<FormRow> {
        &mut self.rows[field as usize]
    }
}

//! The page of the profile form.

use std::collections::BTreeSet;

use askama::Template;
use strum::VariantArray;

use super::subject::Subject;
use crate::forms::profile::{Known, ProfileForm};
use crate::forms::{Control, FormState};
use crate::models::editing::Other;
use crate::pages::Head;
use crate::pages::admin::Desk;
use crate::profile::fields::Field;
use crate::profile::{Article, Education, Slug};

#[derive(Debug, Template)]
#[template(path = "admin/careers/form.html")]
pub struct FormPage {
    pub head: Head,
    pub desk: Desk,
    /// None for a new career.
    pub career: Option<Subject>,
    pub others: Vec<Other>,
    pub action: String,
    pub form: ProfileForm,
    pub known: Known,
    /// The fields that imports leave alone.
    pub edited: BTreeSet<Field>,
    /// Without what was typed, which is in `form`.
    pub state: FormState,
    /// The slug, if the career's address is frozen.
    pub frozen: Option<Slug>,
    /// The id of the input to focus, from [`ProfileForm::apply`].
    pub focus: Option<String>,
}

impl FormPage {
    /// Whether the page shows unsaved input: after errors, a conflict or a change of rows.
    fn is_unsaved(&self) -> bool {
        !self.state.errors.is_empty() || self.state.conflict.is_some() || self.focus.is_some()
    }

    /// The fields that open a section, with their headings.
    fn sections(&self) -> impl Iterator<Item = (Field, &'static str)> {
        Field::VARIANTS.iter().filter_map(|field| Some((*field, field.section()?)))
    }

    /// The fields in the section of this field that imports would change if they hadn't been edited here.
    fn edited_in(&self, first: &Field) -> impl Iterator<Item = Field> {
        let rest = Field::VARIANTS.iter().copied().skip_while(move |field| field != first);
        let section = rest.enumerate().take_while(|(i, field)| *i == 0 || field.section().is_none());
        section.map(|(_, field)| field).filter(|field| self.edited.contains(field) && field.is_imported())
    }

    fn note(&self) -> Control<'_> {
        self.control("note", "note".into(), "Describe your change (optional)", &self.form.note)
    }

    fn sample(&self) -> Control<'_> {
        self.field(Field::Sample).checkbox().hint("Visitors see a note")
    }

    fn categories(&self) -> impl Iterator<Item = (&str, &str)> {
        self.known.categories.iter().map(|category| (category.slug.as_str(), category.name.as_str()))
    }

    pub(super) fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.known.sources.iter().map(|source| (source.slug.as_str(), source.name.as_str()))
    }
}

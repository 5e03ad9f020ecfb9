//! The page of the profile form.

use askama::Template;
use strum::{IntoEnumIterator, VariantArray};

use super::field::Choices;
use super::stale::Compared;
use super::subject::Subject;
use crate::forms::FieldError;
use crate::forms::profile::{Known, ProfileForm};
use crate::models::editing::Other;
use crate::pages::Head;
use crate::pages::admin::Desk;
use crate::profile::confidence::Confidence;
use crate::profile::fields::Field;
use crate::profile::{Education, Group, Slug};

pub(super) const BOUNDS: &[(&str, &str)] =
    &[("exact", "exactly"), ("at_least", "at least"), ("at_most", "at most")];
pub(super) const PERIODS: &[(&str, &str)] =
    &[("hour", "an hour"), ("day", "a day"), ("week", "a week"), ("month", "a month"), ("year", "a year")];
pub(super) const STATISTICS: &[(&str, &str)] =
    &[("median", "the median"), ("mean", "the mean"), ("point", "a single figure")];
pub(super) const EVIDENCE: &[(&str, &str)] = &[
    ("", "None"),
    ("reports", "People’s own reports"),
    ("survey", "A survey with its error"),
    ("editor", "An editor’s judgement"),
];
const ARTICLES: &[(&str, &str)] = &[("", "By the title’s sound"), ("a", "a"), ("an", "an"), ("none", "none")];

#[derive(Debug, Template)]
#[template(path = "admin/careers/form.html")]
pub struct FormPage {
    pub head: Head,
    pub desk: Desk,
    /// None for a new one.
    pub career: Option<Subject>,
    pub others: Vec<Other>,
    /// The fields that differ from what somebody else has saved in the meantime.
    pub conflict: Vec<Compared>,
    pub action: String,
    pub form: ProfileForm,
    pub known: Known,
    pub errors: Vec<FieldError>,
    /// The slug, where the career's address is frozen.
    pub frozen: Option<Slug>,
    /// The id of the input to focus, from [`ProfileForm::apply`].
    pub focus: Option<String>,
}

impl FormPage {
    /// Whether it shows unsaved input: after errors, or after a change of rows.
    fn is_unsaved(&self) -> bool {
        !self.errors.is_empty() || !self.conflict.is_empty() || self.focus.is_some()
    }

    /// The fields that open a section, with their headings.
    fn sections(&self) -> impl Iterator<Item = (Field, &'static str)> {
        Field::VARIANTS.iter().filter_map(|field| Some((*field, field.section()?)))
    }

    fn categories(&self) -> Choices<'_> {
        let categories = self.known.categories.iter();
        choices("None", categories.map(|category| (category.slug.as_str(), category.name.as_str())))
    }

    pub(super) fn sources(&self) -> Choices<'_> {
        choices(
            "Choose",
            self.known.sources.iter().map(|source| (source.slug.as_str(), source.name.as_str())),
        )
    }

    fn education(&self) -> Choices<'_> {
        choices("Not known", Education::iter().map(|level| (level.into(), level.label())))
    }

    pub(super) fn groups(&self) -> Choices<'_> {
        choices("Choose", Group::iter().map(|group| (group.into(), group.label())))
    }

    pub(super) fn labels(&self) -> Choices<'_> {
        choices("–", Confidence::iter().map(|label| (label.into(), label.label())))
    }
}

/// With one that is none of them.
fn choices<'a>(none: &'a str, all: impl Iterator<Item = (&'a str, &'a str)>) -> Choices<'a> {
    std::iter::once(("", none)).chain(all).collect()
}

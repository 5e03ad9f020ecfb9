//! The page of the profile form.

use askama::Template;
use strum::IntoEnumIterator;

use super::field::Choices;
use super::stale::Compared;
use super::subject::Subject;
use crate::forms::FieldError;
use crate::forms::profile::{Known, ProfileForm};
use crate::models::editing::Other;
use crate::pages::Head;
use crate::pages::admin::Desk;
use crate::profile::fields::Group;
use crate::profile::{Education, Slug};

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
pub(super) const LABELS: &[(&str, &str)] =
    &[("", "–"), ("low", "Low confidence"), ("confident", "Confident"), ("very_confident", "Very confident")];
const ARTICLES: &[(&str, &str)] = &[("", "By the title’s sound"), ("a", "a"), ("an", "an"), ("none", "none")];
pub(super) const GROUPS: &[(&str, &str)] = &[
    ("", "Choose"),
    ("text", "Texts and career path"),
    ("education", "Education"),
    ("ratings", "Ratings"),
    ("experience", "Experience"),
    ("skills", "Skills and related careers"),
];

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

    fn categories(&self) -> Choices<'_> {
        let categories = self.known.categories.iter();
        let named = categories.map(|category| (category.slug.as_str(), category.name.as_str()));
        std::iter::once(("", "None")).chain(named).collect()
    }

    pub(super) fn sources(&self) -> Choices<'_> {
        let named = self.known.sources.iter().map(|source| (source.slug.as_str(), source.name.as_str()));
        std::iter::once(("", "Choose")).chain(named).collect()
    }

    fn education(&self) -> Choices<'_> {
        let levels = Education::iter().map(|level| (level.into(), level.label()));
        std::iter::once(("", "Not known")).chain(levels).collect()
    }
}

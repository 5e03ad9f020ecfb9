//! The insight form.

use super::field::{ContentForm, FieldKind, FormField, Moderated, add_problems};
use super::{FieldErrors, Typed};
use crate::models::of_career::OfCareer;
use crate::models::user::Role;
use crate::profile::Slug;
use crate::profile::check::check_voices;
use crate::profile::voices::{Insight, Moderation};

impl ContentForm for OfCareer<Insight> {
    fn fields(role: Role, _: bool) -> Vec<FormField> {
        let mut fields = vec![
            career(),
            FormField::new("employer", "Employer", FieldKind::Line).hint("The company they work for"),
            FormField::new("job_title", "Job title", FieldKind::Line).hint("Their job there"),
            FormField::new("said_on", "Date", FieldKind::Day).hint("When they said it, like 2024-05-31"),
            FormField::new("quote", "Quote", FieldKind::Text).hint("Their words, without quotation marks"),
        ];
        fields.extend(moderation(role));
        fields
    }

    fn typed(&self) -> Typed {
        let Insight { employer, job_title, said_on, quote, moderation, .. } = &self.what;
        Typed::default()
            .with("career", self.career.as_str())
            .with("employer", employer)
            .with("job_title", job_title)
            .with("said_on", said_on.to_string())
            .with("quote", quote)
            .with("moderation", <&str>::from(*moderation))
    }

    fn read(typed: &Typed, role: Role, before: Option<&Self>) -> Result<Self, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let career = typed.required("career", &mut wrong);
        let what = Insight {
            employer: typed.get("employer").into(),
            job_title: typed.get("job_title").into(),
            said_on: typed.day("said_on", &mut wrong),
            quote: typed.get("quote").into(),
            moderation: decided(typed, role, &mut wrong),
            logo: before.and_then(|before| before.what.logo.clone()),
        };
        add_problems(&mut wrong, check_voices(std::slice::from_ref(&what), &[], &[]));
        finish(career, what, wrong)
    }
}

impl Moderated for OfCareer<Insight> {
    fn moderated(mut self, moderation: Moderation) -> Self {
        self.what.moderation = moderation;
        self
    }
}

pub(super) fn career() -> FormField {
    FormField::new("career", "Career", FieldKind::Line)
        .hint("The last part of its web address, like back-end-developer")
}

/// None for users who may not decide it.
pub(super) fn moderation(role: Role) -> Option<FormField> {
    let field = FormField::new("moderation", "Status", FieldKind::Choice(Moderation::choices()));
    (role >= Role::Editor).then(|| field.hint("Visitors see it only if the status is “Shown”"))
}

/// Everything an author saves waits for an editor, even changes to approved content; otherwise an author could replace
/// it with anything.
pub(super) fn decided(typed: &Typed, role: Role, wrong: &mut FieldErrors) -> Moderation {
    match role >= Role::Editor {
        true => typed.parse("moderation", wrong).unwrap_or_default(),
        false => Moderation::Pending,
    }
}

pub(super) fn finish<T>(
    career: Option<Slug>,
    what: T,
    wrong: FieldErrors,
) -> Result<OfCareer<T>, FieldErrors> {
    match career.filter(|_| wrong.is_empty()) {
        Some(career) => Ok(OfCareer { career, what }),
        None => Err(wrong),
    }
}

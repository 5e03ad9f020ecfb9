//! The interview question form.

use super::field::{ContentForm, FieldKind, FormField, Moderated, add_problems};
use super::insight::{career, decided, finish, moderation};
use super::{FieldErrors, Typed};
use crate::models::of_career::OfCareer;
use crate::models::user::Role;
use crate::profile::check::check_voices;
use crate::profile::voices::{InterviewQuestion, Moderation};

impl ContentForm for OfCareer<InterviewQuestion> {
    fn fields(role: Role, _: bool) -> Vec<FormField> {
        let mut fields = vec![
            career(),
            FormField::new("question", "Question", FieldKind::Line),
            FormField::new("answer", "Answer or tip", FieldKind::Text)
                .optional()
                .hint("Markdown: *emphasis*, lists and [links](https://example.org)"),
        ];
        fields.extend(moderation(role));
        fields
    }

    fn typed(&self) -> Typed {
        let InterviewQuestion { question, answer, moderation } = &self.what;
        Typed::default()
            .with("career", self.career.as_str())
            .with("question", question)
            .with("answer", answer.as_deref().unwrap_or_default())
            .with("moderation", <&str>::from(*moderation))
    }

    fn read(typed: &Typed, role: Role, _: Option<&Self>) -> Result<Self, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let career = typed.required("career", &mut wrong);
        let what = InterviewQuestion {
            question: typed.get("question").into(),
            answer: typed.optional("answer"),
            moderation: decided(typed, role, &mut wrong),
        };
        add_problems(&mut wrong, check_voices(&[], std::slice::from_ref(&what), &[]));
        finish(career, what, wrong)
    }
}

impl Moderated for OfCareer<InterviewQuestion> {
    fn moderated(mut self, moderation: Moderation) -> Self {
        self.what.moderation = moderation;
        self
    }
}

//! The fields of a profile: their labels, and their inputs in the form.

mod place;
mod words;

pub use place::{Path, Place, in_words, input};
pub use words::{hint, label};

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Group {
    Responsibilities,
    Qualifications,
    Pay,
    Experience,
    Path,
    Skills,
    Related,
    Faqs,
    Citations,
}

impl Group {
    pub fn name(self) -> &'static str {
        self.into()
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Responsibilities => "Responsibilities",
            Self::Qualifications => "Qualifications",
            Self::Pay => "Pay",
            Self::Experience => "Experience",
            Self::Path => "Career path",
            Self::Skills => "Skills",
            Self::Related => "Related careers",
            Self::Faqs => "Questions and answers",
            Self::Citations => "Sources",
        }
    }

    pub fn row_label(self) -> &'static str {
        match self {
            Self::Responsibilities => "Responsibility",
            Self::Qualifications => "Qualification",
            Self::Pay => "Pay",
            Self::Experience => "Experience",
            Self::Path => "Step",
            Self::Skills => "Skill",
            Self::Related => "Related career",
            Self::Faqs => "Question",
            Self::Citations => "Source",
        }
    }

    /// `pay.place`; the group's name for rows of one input.
    pub fn input_name(self, field: &str) -> String {
        join(self.name(), ".", field)
    }

    /// `pay-0-place`.
    pub fn input_id(self, row: impl std::fmt::Display, field: &str) -> String {
        join(&format!("{}-{row}", self.name()), "-", field)
    }
}

fn join(start: &str, between: &str, field: &str) -> String {
    match field {
        "" => start.to_owned(),
        _ => format!("{start}{between}{field}"),
    }
}

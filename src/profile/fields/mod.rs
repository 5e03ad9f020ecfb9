//! The fields of a profile: their labels and hints in the form, and their values as text.

mod merge;
mod place;
pub(super) mod rows;
mod table;
mod texts;

pub use merge::{filled, merge};
pub(super) use place::lower;
pub use place::{Path, Place, in_words, input};
pub use rows::{Input, InputKind, Rows};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Profile;
pub use table::FieldEntry;

/// In the order of the form.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Field {
    Title,
    Article,
    PlainTitle,
    Slug,
    Category,
    OnetCode,
    Code,
    Sample,
    Summary,
    Responsibilities,
    EmergingTasks,
    Activities,
    Qualifications,
    Education,
    Certification,
    Apprenticeship,
    WorkLifeBalance,
    CareerOpportunity,
    EducationLevels,
    OnTheJobTraining,
    Pay,
    NumberEmployed,
    Outlook,
    Industries,
    Experience,
    ExperienceAsked,
    TimeInJob,
    Path,
    Skills,
    Tools,
    Interests,
    WorkStyles,
    Related,
    Faqs,
    AlternateTitles,
    Citations,
}

impl Field {
    /// The sections that count toward completeness. A section with several fields needs one of them.
    pub const COUNTED: [&[Self]; 10] = [
        &[Self::Summary],
        &[Self::Education],
        &[Self::Responsibilities],
        &[Self::Qualifications],
        &[Self::Pay],
        &[Self::Outlook, Self::NumberEmployed],
        &[Self::Experience, Self::ExperienceAsked],
        &[Self::Skills, Self::Tools],
        &[Self::Related],
        &[Self::Faqs],
    ];

    pub fn name(self) -> &'static str {
        self.into()
    }

    pub fn label(self) -> &'static str {
        self.entry().label
    }

    pub fn text(self, profile: &Profile) -> String {
        (self.entry().text)(profile)
    }

    pub fn is_list(self) -> bool {
        self.entry().rows.is_some()
    }

    /// The heading of the form section that starts with this field; none inside another field's section.
    pub fn section(self) -> Option<&'static str> {
        match self {
            Self::Title => Some("Title and web address"),
            Self::Education => Some("Education, training and ratings"),
            Self::Article | Self::PlainTitle | Self::Slug => None,
            Self::Category | Self::OnetCode | Self::Code | Self::Sample => None,
            Self::Certification | Self::Apprenticeship => None,
            Self::WorkLifeBalance | Self::CareerOpportunity => None,
            own => Some(own.label()),
        }
    }

    /// The inputs of a row.
    pub fn inputs(self) -> &'static [Input] {
        self.entry().rows.map_or(rows::ONE, |rows| rows.inputs)
    }

    /// `pay.place`; the field's name for rows with a single input.
    pub fn input_name(self, input: &str) -> String {
        join(self.name(), ".", input)
    }

    /// `pay-0-place`; the field's name if it has no rows.
    pub fn input_id(self, row: impl std::fmt::Display, input: &str) -> String {
        match self.is_list() {
            true => join(&format!("{}-{row}", self.name()), "-", input),
            false => self.name().to_owned(),
        }
    }
}

fn join(start: &str, between: &str, end: &str) -> String {
    match end {
        "" => start.to_owned(),
        _ => format!("{start}{between}{end}"),
    }
}

/// The fields in which two profiles differ, with both texts.
pub fn differing(one: &Profile, other: &Profile) -> impl Iterator<Item = (Field, String, String)> {
    let texts = <Field as strum::VariantArray>::VARIANTS.iter();
    texts.map(|field| (*field, field.text(one), field.text(other))).filter(|(_, one, other)| one != other)
}

//! The fields of a profile: their labels and hints in the form, and their values as text.

mod place;
pub(super) mod rows;
mod texts;

pub(super) use place::lower;
pub use place::{Path, Place, in_words, input};
pub use rows::{Input, InputKind, Rows};

use super::{Profile, employed};
use texts::{bucket, citation, lines, pay, step, text};

/// In the order of the form.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Field {
    Title,
    Article,
    Slug,
    Category,
    OnetCode,
    Sample,
    Summary,
    Responsibilities,
    Qualifications,
    Education,
    WorkLifeBalance,
    CareerOpportunity,
    Pay,
    NumberEmployed,
    Experience,
    Path,
    Skills,
    Related,
    Faqs,
    AlternateTitles,
    Citations,
}

pub struct FieldEntry {
    pub label: &'static str,
    pub hint: &'static str,
    /// A list has one line per item. Empty if unknown.
    pub text: fn(&Profile) -> String,
    /// None for a field with a single input.
    pub rows: Option<Rows>,
}

const fn one(label: &'static str, hint: &'static str, text: fn(&Profile) -> String) -> FieldEntry {
    FieldEntry { label, hint, text, rows: None }
}

const fn list(
    label: &'static str,
    hint: &'static str,
    rows: Rows,
    text: fn(&Profile) -> String,
) -> FieldEntry {
    FieldEntry { label, hint, text, rows: Some(rows) }
}

impl Field {
    /// The fields that count toward completeness.
    pub const COUNTED: [Self; 9] = [
        Self::Summary,
        Self::Education,
        Self::Responsibilities,
        Self::Qualifications,
        Self::Pay,
        Self::Experience,
        Self::Skills,
        Self::Related,
        Self::Faqs,
    ];

    pub fn entry(self) -> FieldEntry {
        match self {
            Self::Title => one("Title", "In the singular, like Back End Developer", |of| of.title.clone()),
            Self::Article => one("Article", "As in “an Actuary”", |of| <&str>::from(of.article).into()),
            Self::Slug => one(
                "Web address",
                "The last part of the page’s address: a-z, digits and hyphens. Leave blank to make it from the title.",
                |of| of.slug.to_string(),
            ),
            Self::Category => one("Category", "", |of| text(&of.category)),
            Self::OnetCode => one("O*NET-SOC code", "Like 15-1254.00", |of| text(&of.onet_code)),
            Self::Sample => one("Sample content", "", |of| text(&of.sample.then_some("yes"))),
            Self::Summary => {
                one("Summary", "Markdown: paragraphs, *emphasis*, lists and links", |of| of.summary.clone())
            }
            Self::Responsibilities => list(
                "Responsibilities",
                "What people in this career do, most important first.",
                rows::RESPONSIBILITIES,
                |of| of.responsibilities.join("\n"),
            ),
            Self::Qualifications => list(
                "Qualifications",
                "What employers ask for, most important first.",
                rows::QUALIFICATIONS,
                |of| of.qualifications.join("\n"),
            ),
            Self::Education => {
                one("Typical education", "", |of| text(&of.education.map(|level| level.label())))
            }
            Self::WorkLifeBalance => {
                one("Work/life balance", "From 1.0 to 5.0", |of| text(&of.work_life_balance))
            }
            Self::CareerOpportunity => {
                one("Career opportunity", "From 1.0 to 5.0", |of| text(&of.career_opportunity))
            }
            Self::Pay => list(
                "Pay",
                "One entry for each place; the first is the headline figure. Enter amounts like 79,057 or 23.30, \
                 and dates like 2024-05-31. Leave blank what you don’t know.",
                rows::PAY,
                |of| lines(&of.pay, pay),
            ),
            Self::NumberEmployed => list(
                "Number employed",
                "One entry for each place; the first is the headline figure. Enter dates like 2024-05-31.",
                employed::ROWS,
                |of| lines(&of.number_employed, employed::line),
            ),
            Self::Experience => list(
                "Experience",
                "How experienced people in this career are, in months. For 2 to 4 years, enter 24 and 48; for \
                 “8 years or more”, enter 96 and leave the end blank. The shares must add up to 100.",
                rows::EXPERIENCE,
                |of| lines(&of.experience, bucket),
            ),
            Self::Path => list(
                "Career path",
                "The usual steps, lowest first, including this career. If a step has a page on this site, enter \
                 the last part of the page’s address, like back-end-developer; if not, you can enter its pay.",
                rows::PATH,
                |of| lines(&of.path, step),
            ),
            Self::Skills => list(
                "Skills",
                "Most important first. Importance is a number above 0 and up to 1, like 0.85.",
                rows::SKILLS,
                |of| lines(&of.skills, |skill| format!("{} ({})", skill.name, skill.importance)),
            ),
            Self::Related => list(
                "Related careers",
                "Closest first. Enter the last part of each page’s address, like back-end-developer.",
                rows::RELATED,
                |of| lines(&of.related, ToString::to_string),
            ),
            Self::Faqs => list("Frequently asked questions", "Answers can use Markdown.", rows::FAQS, |of| {
                lines(&of.faqs, |faq| format!("{}\n{}", faq.question, faq.answer))
            }),
            Self::AlternateTitles => {
                one("Alternate titles", "One per line", |of| of.alternate_titles.join("\n"))
            }
            Self::Citations => list(
                "Sources",
                "Where everything except the pay comes from, and as of when. Each pay entry has its own source. \
                 Enter dates like 2024-05-31.",
                rows::CITATIONS,
                |of| lines(&of.citations, citation),
            ),
        }
    }

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
            Self::Education => Some("Education and ratings"),
            Self::Article | Self::Slug | Self::Category | Self::OnetCode | Self::Sample => None,
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

/// The labels of the fields in which two profiles differ, with both texts.
pub fn differing(one: &Profile, other: &Profile) -> impl Iterator<Item = (&'static str, String, String)> {
    let texts = <Field as strum::VariantArray>::VARIANTS.iter().map(|field| {
        let FieldEntry { label, text, .. } = field.entry();
        (label, text(one), text(other))
    });
    texts.filter(|(_, one, other)| one != other)
}

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::check::is_web_address;
use super::fields::Field;
use super::findings::{Findings, Problem};
use super::{Slug, words};

/// The source of a group of facts, and the date the facts are from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The facts it covers.
    pub group: Group,
    /// The source's slug.
    pub source: Slug,
    /// The date the facts are from.
    pub as_of: NaiveDate,
    /// How many people answered, for facts from a survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondents: Option<u32>,
}

words! {
    /// A group of facts that a citation covers.
    pub enum Group {
        /// Summary, responsibilities, qualifications, FAQ and career path.
        Text = "Texts and career path",
        /// The typical education.
        Education = "Education",
        /// Work/life balance and career opportunity.
        Ratings = "Ratings",
        /// The experience distribution.
        Experience = "Experience",
        /// The experience that employers ask for.
        ExperienceAsked = "Experience asked for",
        /// How long people have been in their job.
        TimeInJob = "Time in the job",
        /// On-the-job training, apprenticeship and certification.
        Training = "Training",
        /// Software and equipment.
        Tools = "Tools",
        /// Interests.
        Interests = "Interests",
        /// Work styles.
        WorkStyles = "Work styles",
        /// Activities that other careers share.
        Activities = "Activities",
        /// The industries that people work in.
        Industries = "Industries",
        /// Skills and related careers.
        Skills = "Skills and related careers",
    }
}

impl Group {
    pub fn fields(self) -> &'static [Field] {
        use Field::*;
        match self {
            Self::Text => &[Summary, Responsibilities, EmergingTasks, Qualifications, Faqs, Path],
            Self::Education => &[Education, EducationLevels],
            Self::Ratings => &[WorkLifeBalance, CareerOpportunity],
            Self::Experience => &[Experience],
            Self::ExperienceAsked => &[ExperienceAsked],
            Self::TimeInJob => &[TimeInJob],
            Self::Training => &[OnTheJobTraining, Apprenticeship, Certification],
            Self::Tools => &[Tools],
            Self::Interests => &[Interests],
            Self::WorkStyles => &[WorkStyles],
            Self::Activities => &[Activities],
            Self::Industries => &[Industries],
            Self::Skills => &[Skills, Related],
        }
    }
}

/// A source of facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The slug that citations use.
    pub slug: Slug,
    /// Its name and release, such as `O*NET 29.3 Database`.
    pub name: String,
    /// The address of the page that describes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The name of its license.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// The address of the license text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license_url: Option<String>,
    /// The attribution that its license asks for; `{site}` is replaced by the site's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice: String,
}

impl Source {
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Findings::default();
        found.line("name", &self.name);
        if let Some(license) = &self.license {
            found.line("license", license);
        }
        for (field, url) in [("url", &self.url), ("license_url", &self.license_url)] {
            if url.as_deref().is_some_and(|url| !is_web_address(url)) {
                found.add(field, "Enter an address like https://example.org".into());
            }
        }
        found.text("notice", &self.notice);
        found.all
    }
}

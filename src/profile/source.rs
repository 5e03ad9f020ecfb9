//! Where facts come from.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::check::is_web_address;
use super::findings::{Findings, Problem};
use super::{Slug, words};

/// Where a group of facts comes from, and when it was true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// What it covers.
    pub group: Group,
    /// The source's slug.
    pub source: Slug,
    /// When the facts were true.
    pub as_of: NaiveDate,
}

words! {
    /// A group of facts that has one source.
    pub enum Group {
        /// Summary, responsibilities, qualifications, questions and the career path.
        Text = "Texts and career path",
        /// The typical education.
        Education = "Education",
        /// Work/life balance and career opportunity.
        Ratings = "Ratings",
        /// The experience distribution.
        Experience = "Experience",
        /// Skills and related careers.
        Skills = "Skills and related careers",
    }
}

/// A place that facts come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What citations call it.
    pub slug: Slug,
    /// Its name with its release, `O*NET 29.3 Database`.
    pub name: String,
    /// Where it is described.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The licence's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// Where the licence stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license_url: Option<String>,
    /// The attribution that its licence asks for; `{site}` stands for the site's name.
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
            if let Some(url) = url.as_deref().filter(|url| !is_web_address(url)) {
                found.add(field, format!("“{url}” is no http or https address"));
            }
        }
        found.text("notice", &self.notice);
        found.all
    }
}

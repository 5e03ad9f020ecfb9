//! The profile: everything an editor decides about a career, as plain data, and its rules.
//!
//! No database and no HTTP. The editor's form, bundles and the O*NET importer all create a [`Profile`]; [`check`] finds
//! its problems, and `models::revision` stores it.

pub mod article;
pub mod check;
pub mod combined;
pub mod comparable;
pub mod confidence;
pub mod currency;
pub mod education;
mod employed;
pub mod experience;
pub mod fields;
mod findings;
mod interests;
pub mod logo;
pub mod money;
pub mod nearness;
mod occupation_code;
mod onet_code;
mod outlook;
mod path;
pub mod pay;
pub mod percent;
pub mod place;
pub mod quality;
mod shares;
pub mod skill;
pub mod slug;
pub mod source;
pub mod states;
mod steps;
mod tools;
pub mod voices;
mod word;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use article::Article;
pub use education::Education;
pub use employed::Employed;
pub use experience::Bucket;
use fields::Field;
pub use interests::{Interest, InterestKind};
pub use money::Money;
use occupation_code::MAX_CODE;
pub use occupation_code::occupation_code;
pub use onet_code::OnetCode;
pub use outlook::Outlook;
pub use path::PathStep;
pub use pay::Pay;
pub use place::{PlaceFigures, PlaceKind};
pub use shares::{EducationShare, Industry};
pub use skill::Skill;
pub use slug::Slug;
pub use source::{Citation, Group, Source};
pub use steps::steps;
pub use tools::{Tool, ToolKind};
pub(crate) use word::words;

/// Everything that editors decide about a career. Unknown values are left out, never zero.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The last part of its address.
    pub slug: Slug,
    /// The singular title, such as `Back End Developer`.
    pub title: String,
    /// The article that the title takes in a sentence.
    pub article: Article,
    /// The title as people say it, if the title itself sounds odd in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plain_title: Option<String>,
    /// The category's slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Slug>,
    /// Its O*NET-SOC code, such as `15-1254.00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("pattern" = "^[0-9]{2}-[0-9]{4}[.][0-9]{2}$"))]
    pub onet_code: Option<String>,
    /// Its code in another classification of occupations, such as `2231` of the UK’s SOC 2020.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("pattern" = "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$"), length(max = MAX_CODE))]
    pub code: Option<String>,
    /// Whether it is sample content; the page says so.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sample: bool,
    /// What people in this career do, in a safe subset of Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Common responsibilities, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responsibilities: Vec<String>,
    /// Responsibilities that have come up lately.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emerging_tasks: Vec<String>,
    /// Activities that other careers share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// Typical qualifications, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub qualifications: Vec<String>,
    /// The typical level of education.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education: Option<Education>,
    /// How often each level of education is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub education_levels: Vec<EducationShare>,
    /// How long people are trained on the job.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_the_job_training: Vec<Bucket>,
    /// How important an apprenticeship is, from 1.0 to 5.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub apprenticeship: Option<f64>,
    /// How important a license or certificate is, from 1.0 to 5.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub certification: Option<f64>,
    /// A rating from 1.0 to 5.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub work_life_balance: Option<f64>,
    /// A rating from 1.0 to 5.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub career_opportunity: Option<f64>,
    /// Pay by place; the first is the headline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pay: Vec<Pay>,
    /// How many people work in this career, by place; the first is the headline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub number_employed: Vec<Employed>,
    /// How many people it is expected to employ, by place; the first is the headline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outlook: Vec<Outlook>,
    /// The industries that people in this career work in, most common first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub industries: Vec<Industry>,
    /// Years of experience of people in this career.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub experience: Vec<Bucket>,
    /// Years of experience that employers ask for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub experience_asked: Vec<Bucket>,
    /// How long people in this career have been in their current job.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_in_job: Vec<Bucket>,
    /// The steps of its career path, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<PathStep>,
    /// The skills it asks for, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Skill>,
    /// The software and equipment that people in it use, most useful first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<Tool>,
    /// How well it suits people with each interest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interests: Vec<Interest>,
    /// The traits of people who do well in it, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub work_styles: Vec<Skill>,
    /// The slugs of related careers, most related first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Slug>,
    /// Frequently asked questions, with answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faqs: Vec<Faq>,
    /// Its alternate titles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternate_titles: Vec<String>,
    /// The sources of everything except pay, numbers of people and outlook, which name their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// The fields that a person has edited here. Imports leave them alone.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub edited: BTreeSet<Field>,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Faq {
    /// The question, as plain text.
    pub question: String,
    /// The answer, in a safe subset of Markdown.
    pub answer: String,
}

/// A category of careers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, diesel::Queryable)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The part of its address that names it.
    pub slug: Slug,
    /// Its name.
    pub name: String,
}

impl Category {
    pub fn problems(&self) -> Vec<check::Problem> {
        let mut found = findings::Findings::default();
        found.line("name", &self.name);
        found.all
    }
}

impl Profile {
    /// How many sections count toward completeness.
    pub const SECTIONS: i32 = Field::COUNTED.len() as i32;

    pub fn new(title: &str) -> Self {
        Self {
            slug: Slug::suggest(title),
            title: title.into(),
            article: Article::suggest(title),
            ..Self::default()
        }
    }

    /// The code by which statistics of pay know it: for an O*NET-SOC code, the SOC code.
    pub fn occupation(&self) -> Option<&str> {
        let soc = self.onet_code.as_deref().map(|code| code.split('.').next().unwrap_or(code));
        soc.or(self.code.as_deref())
    }

    /// The first pay, if it may be shown and has a figure.
    pub fn headline_pay(&self) -> Option<&Pay> {
        self.pay.first().filter(|pay| pay.is_shown())
    }

    /// How many of the [`Profile::SECTIONS`] are filled in.
    pub fn sections(&self) -> i32 {
        let is_filled = |section: &[Field]| section.iter().any(|field| !field.text(self).is_empty());
        Field::COUNTED.into_iter().map(|section| i32::from(is_filled(section))).sum()
    }

    /// Every source that it names and when the figures were true, with the field and the row.
    pub fn cited(&self) -> impl Iterator<Item = ((Field, usize), &Slug, NaiveDate)> {
        let citations = self.citations.iter().enumerate();
        let citations = citations.map(|(row, one)| ((Field::Citations, row), &one.source, one.as_of));
        let pay = self.pay.iter().enumerate().map(|(row, one)| ((Field::Pay, row), &one.source, one.as_of));
        let employed = self.number_employed.iter().enumerate();
        let employed = employed.map(|(row, one)| ((Field::NumberEmployed, row), &one.source, one.as_of));
        let outlook = self.outlook.iter().enumerate();
        let outlook = outlook.map(|(row, one)| ((Field::Outlook, row), &one.source, one.as_of));
        citations.chain(pay).chain(employed).chain(outlook)
    }

    /// The title in a sentence.
    pub fn spoken(&self) -> &str {
        self.plain_title.as_deref().unwrap_or(&self.title)
    }

    /// `an Actuary`.
    pub fn a_title(&self) -> String {
        self.article.with(self.spoken())
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
pub(crate) mod tests {
    use super::money::{Currency, Figure, Period};
    use super::pay::Statistic;
    use super::*;

    pub(crate) fn pay() -> Pay {
        Pay {
            place: "United States".into(),
            currency: Currency::USD,
            period: Period::Year,
            statistic: Statistic::Median,
            total: Some(Figure::exact(7_905_700)),
            base: None,
            additional: None,
            likely: None,
            possible: None,
            evidence: None,
            counted_with: None,
            source: Slug::suggest("sample"),
            as_of: NaiveDate::default(),
        }
    }

    #[test]
    fn a_profile_reads_back_from_its_own_json_and_refuses_unknown_fields() {
        let mut profile = Profile::new("Back End Developer");
        profile.pay.push(pay());
        let json = serde_json::to_string(&profile).unwrap();
        assert_eq!(serde_json::from_str::<Profile>(&json).unwrap(), profile);
        let wrong = json.replacen("{", r#"{"colour":"red","#, 1);
        assert!(serde_json::from_str::<Profile>(&wrong).unwrap_err().to_string().contains("colour"));
    }
}

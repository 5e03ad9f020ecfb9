//! A career as plain data, with everything its page shows: the source of its JSON and Markdown formats.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{
    Distribution, EducationShareJson, IndustryJson, InterestJson, OutlookJson, Sourced, ToolJson, Training,
    WorkStyle,
};
use super::figures::{OwnAmount, PlacePay};
use crate::pages::careers::sources::{Cited, Noticed};
use crate::profile;

/// A published career with everything its page shows. Addresses are absolute; unknown values are null.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Career")]
pub struct CareerJson {
    /// The address of its page.
    pub address: String,
    /// An address that never changes, even if the career is renamed.
    pub permanent_address: String,
    /// Its permanent number.
    pub id: i64,
    /// When it was last changed.
    pub updated: NaiveDate,
    /// The singular title.
    pub title: String,
    /// The title with its article.
    pub title_with_article: String,
    /// The title as people say it, if that differs.
    pub plain_title: Option<String>,
    /// Its alternate titles.
    pub alternate_titles: Vec<String>,
    /// The category it is listed in.
    pub category: Option<LinkJson>,
    /// Its O*NET-SOC code.
    pub onet_code: Option<String>,
    /// Its code in another classification of occupations.
    pub code: Option<String>,
    /// Whether it is sample content, with invented employers and quotes, and figures for illustration only.
    pub sample: bool,
    /// What people in this career do, in CommonMark without HTML.
    pub summary: String,
    /// Common responsibilities, most important first.
    pub responsibilities: Vec<String>,
    /// Responsibilities that have come up lately.
    pub emerging_tasks: Vec<String>,
    /// Activities that other careers share.
    pub activities: Option<Sourced<String>>,
    /// Typical qualifications, most important first.
    pub qualifications: Vec<String>,
    /// The sources of the summary, responsibilities, qualifications, FAQ and career path.
    pub text_sources: Vec<Cited>,
    /// The typical education.
    pub education: Option<EducationJson>,
    /// How often each level of education is asked for.
    pub education_levels: Option<Sourced<EducationShareJson>>,
    /// How people are trained for it.
    pub training: Option<Training>,
    /// How people in this career rate it.
    pub ratings: Option<Ratings>,
    /// Pay by place; the first is the headline figure.
    pub pay: Vec<PlacePay>,
    /// How many people work in this career, by place; the first is the headline.
    pub number_employed: Vec<NumberEmployed>,
    /// How many people it is expected to employ, by place; the first is the headline.
    pub outlook: Vec<OutlookJson>,
    /// The industries that people in this career work in, most common first.
    pub industries: Option<Sourced<IndustryJson>>,
    /// Years of experience of people in this career, not including education and training.
    pub experience: Option<Distribution>,
    /// Years of experience that employers ask for.
    pub experience_asked: Option<Distribution>,
    /// How long people in this career have been in their current job.
    pub time_in_job: Option<Distribution>,
    /// The steps of its career path, lowest first.
    pub path: Vec<StepJson>,
    /// The skills it asks for.
    pub skills: Option<SkillsJson>,
    /// The software and equipment that people in it use, most useful first.
    pub tools: Option<Sourced<ToolJson>>,
    /// Who likes this work.
    pub interests: Option<Sourced<InterestJson>>,
    /// What people who do well in it are like, most important first.
    pub work_styles: Option<Sourced<WorkStyle>>,
    /// Related careers, most related first.
    pub related: Vec<RelatedJson>,
    /// Frequently asked questions, with answers.
    pub faqs: Vec<Answered>,
    /// Quotes by people in this career.
    pub insights: Newest<QuoteJson>,
    /// Questions asked in job interviews.
    pub interviews: Newest<Answered>,
    /// Open jobs.
    pub jobs: Newest<JobJson>,
    /// All sources.
    pub sources: Vec<Noticed>,
}

impl CareerJson {
    /// The title in a sentence.
    pub fn spoken(&self) -> &str {
        self.plain_title.as_deref().unwrap_or(&self.title)
    }
}

/// A page of the site.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub struct LinkJson {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
}

/// The typical education.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Education")]
pub struct EducationJson {
    /// The level.
    pub level: profile::Education,
    /// The level as pages show it.
    pub text: String,
    /// Its sources.
    pub sources: Vec<Cited>,
}

/// How many people work in a career at one place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NumberEmployed {
    /// The number of people, as the source counts them.
    pub count: i64,
    /// The number as pages print it.
    pub text: String,
    /// The place.
    pub place: String,
    /// The careers that the source counts together with this one.
    pub counted_with: Option<String>,
    /// Where the number comes from.
    pub source: Option<Cited>,
}

/// Ratings, 1.0 to 5.0.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Ratings {
    /// Work/life balance.
    pub work_life_balance: Option<f64>,
    /// Career opportunity.
    pub career_opportunity: Option<f64>,
    /// Their sources.
    pub sources: Vec<Cited>,
}

/// One step of a career path.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Step")]
pub struct StepJson {
    /// Its title.
    pub title: String,
    /// The address of its page; null for this career and for a step without a page.
    pub address: Option<String>,
    /// Whether it is this career.
    pub is_this_career: bool,
    /// Whether it was derived from data about the two careers, not observed.
    pub suggested: bool,
    /// Its pay as pages show it; the step's own page names the source.
    pub pay: Option<String>,
    /// The careers that the source of its pay counts together with it.
    pub counted_with: Option<String>,
    /// Its typical education.
    pub education: Option<String>,
    /// The most telling skills that it asks for and the step before it doesn't.
    pub to_learn: Vec<String>,
}

/// The skills a career asks for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Skills")]
pub struct SkillsJson {
    /// The skills, most important first.
    pub asked_for: Vec<SkillJson>,
    /// Their sources.
    pub sources: Vec<Cited>,
}

/// A skill.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Skill")]
pub struct SkillJson {
    /// Its name.
    pub name: String,
    /// The page that lists the careers asking for it.
    pub address: String,
    /// Its importance, above 0 and at most 1.
    pub importance: f64,
}

/// A related career.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Related")]
pub struct RelatedJson {
    /// Its title.
    pub title: String,
    /// The address of its page, which names the source of its pay.
    pub address: String,
    /// Its pay.
    pub pay: Option<OwnAmount>,
    /// The careers that the source of its pay counts together with it.
    pub counted_with: Option<String>,
    /// How much of what it asks for this career already has; null if too few skills are known.
    pub skills_overlap: Option<OverlapJson>,
}

/// How much of what a related career asks for this career already has.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Overlap")]
pub struct OverlapJson {
    /// The kind of things counted: `skills`, `tools` or `skills and tools`.
    pub counted: &'static str,
    /// How many of them both careers list.
    pub shared: usize,
    /// How many the related career lists; null if none is shared.
    pub of: Option<usize>,
    /// The weight of the shared ones among all of the related career, in whole percent.
    pub percent: u32,
}

/// A question, and an answer in CommonMark without HTML.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answered {
    /// The question.
    pub question: String,
    /// The answer, or a tip.
    pub answer: Option<String>,
}

/// The first items of a list, as the page shows them.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Newest{T}")]
pub struct Newest<T> {
    /// How many there are in total.
    pub total: i64,
    /// The address of the page that lists all of them.
    pub address: String,
    /// The first items.
    pub shown: Vec<T>,
}

/// A quote by someone in this career.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Quote")]
pub struct QuoteJson {
    /// Their employer.
    pub employer: String,
    /// Their job title.
    pub job_title: String,
    /// When they said it.
    pub said_on: NaiveDate,
    /// Their words.
    pub quote: String,
}

/// An open job.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Job")]
pub struct JobJson {
    /// Its title.
    pub title: String,
    /// The employer.
    pub employer: String,
    /// The place; null for a remote job.
    pub place: Option<String>,
    /// The pay as pages show it.
    pub pay: Option<String>,
    /// When it was posted.
    pub posted_on: NaiveDate,
    /// The last day it is open.
    pub expires_on: Option<NaiveDate>,
    /// Where to apply.
    pub url: String,
}

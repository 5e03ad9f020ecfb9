//! The document that a career's twins are made of: everything that its page shows, as plain data.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{Cited, Noticed, OwnAmount, PlacePay};
use crate::profile;

/// A published career, with everything that its page shows. Addresses are absolute; what is unknown is null.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Career {
    /// The address of its page.
    pub address: String,
    /// An address that stays, whatever the career is called.
    pub permanent_address: String,
    /// Its number, for good.
    pub id: i64,
    /// When it was last changed.
    pub updated: NaiveDate,
    /// The singular title.
    pub title: String,
    /// The title with its article.
    pub title_with_article: String,
    /// Other names for it.
    pub alternate_titles: Vec<String>,
    /// The category that it is listed in.
    pub category: Option<Place>,
    /// The O*NET-SOC code that it came from.
    pub onet_code: Option<String>,
    /// Whether it is sample content: employers and quotes are invented then, and figures for illustration.
    pub sample: bool,
    /// What it does, in CommonMark without HTML.
    pub summary: String,
    /// What people in it do, most important first.
    pub responsibilities: Vec<String>,
    /// What it asks for, most important first.
    pub qualifications: Vec<String>,
    /// Where summary, responsibilities, qualifications, questions and the path come from.
    pub text_sources: Vec<Cited>,
    /// The typical education.
    pub education: Option<Education>,
    /// How people in it rate it.
    pub ratings: Option<Ratings>,
    /// What it pays, by place; the first is the headline.
    pub pay: Vec<PlacePay>,
    /// How experienced the people in it are.
    pub experience: Option<Experience>,
    /// The ladder it stands on, lowest step first.
    pub path: Vec<Step>,
    /// What it asks for, by skill.
    pub skills: Option<Skills>,
    /// The careers nearest to it, nearest first.
    pub related: Vec<Related>,
    /// Questions and answers about it.
    pub faqs: Vec<Answered>,
    /// What people in it say.
    pub insights: Newest<Quote>,
    /// What people were asked in interviews.
    pub interviews: Newest<Answered>,
    /// Open jobs.
    pub jobs: Newest<Job>,
    /// All sources.
    pub sources: Vec<Noticed>,
}

/// A page of the site.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub address: String,
}

/// The typical education.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Education {
    /// The level.
    pub level: profile::Education,
    /// The level as pages print it.
    pub text: String,
    /// Where it comes from.
    pub sources: Vec<Cited>,
}

/// Ratings, 1.0 to 5.0.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Ratings {
    /// Work/life balance.
    pub work_life_balance: Option<f64>,
    /// Career opportunity.
    pub career_opportunity: Option<f64>,
    /// Where they come from.
    pub sources: Vec<Cited>,
}

/// Years of experience, not including those spent in education or training.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Experience {
    /// The range that most people are in, `2-4 years`.
    pub typical: Option<String>,
    /// The distribution.
    pub distribution: Vec<Bucket>,
    /// Where it comes from.
    pub sources: Vec<Cited>,
}

/// A part of a distribution.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Bucket {
    /// As pages print it, `2 - 4`.
    pub label: String,
    /// From so many months.
    pub from_months: u16,
    /// Up to so many months; null where it is open at the top.
    pub to_months: Option<u16>,
    /// The share of people in it, per cent.
    pub percent: f64,
    /// The share as pages print it, `73%`.
    pub text: String,
}

/// A step of the career path.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Step {
    /// Its title.
    pub title: String,
    /// Its page, where it has one and isn't this career.
    pub address: Option<String>,
    /// Whether it is this career.
    pub is_this_career: bool,
    /// What it pays, as pages print it; a career's own page names the source.
    pub pay: Option<String>,
}

/// What a career asks for, by skill.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Skills {
    /// The skills, most important first.
    pub asked_for: Vec<Skill>,
    /// Where they come from.
    pub sources: Vec<Cited>,
}

/// A skill.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Skill {
    /// Its name.
    pub name: String,
    /// The page of careers that ask for it.
    pub address: String,
    /// How much it matters, above 0 and up to 1.
    pub importance: f64,
}

/// A related career.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Related {
    /// Its title.
    pub title: String,
    /// Its page, which names the source of its pay.
    pub address: String,
    /// What it pays.
    pub pay: Option<OwnAmount>,
    /// What is had there of the skills that it asks for; null where too few are known.
    pub skills_overlap: Option<Overlap>,
}

/// How much of what another career asks for this one already has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Overlap {
    /// How many skills are in both.
    pub shared: usize,
    /// How many the other career asks for, where any is shared.
    pub of: Option<usize>,
    /// Their weight there, whole per cent.
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

/// The first of a list, as the page shows them.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Newest{T}")]
pub struct Newest<T> {
    /// How many there are in all.
    pub total: i64,
    /// Where all of them are.
    pub address: String,
    /// The first of them.
    pub shown: Vec<T>,
}

/// What someone in the career said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Quote {
    /// Who they work for.
    pub employer: String,
    /// What they work as.
    pub job_title: String,
    /// When they said it.
    pub said_on: NaiveDate,
    /// Their words.
    pub quote: String,
}

/// An open job.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Job {
    /// Its title.
    pub title: String,
    /// Who offers it.
    pub employer: String,
    /// Where; null for a remote one.
    pub place: Option<String>,
    /// What it pays, as pages print it.
    pub pay: Option<String>,
    /// When it was posted.
    pub posted_on: NaiveDate,
    /// The last day that it is open.
    pub expires_on: Option<NaiveDate>,
    /// Where to apply.
    pub url: String,
}

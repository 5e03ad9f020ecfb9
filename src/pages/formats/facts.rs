//! What is known of a career beyond the facts that every page has, as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::filters::count;
use crate::pages::careers::sources::{Cited, SmallPrint};
use crate::profile::experience::{Bar, bars, most, typical};
use crate::profile::{
    Bucket, Education, Group, Industry, Interest, InterestKind, Outlook, Profile, Tool, ToolKind,
};

/// Facts with their sources.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Sourced{T}")]
pub struct Sourced<T> {
    /// The facts, in the order in which pages show them.
    pub all: Vec<T>,
    /// Their sources.
    pub sources: Vec<Cited>,
}

/// A distribution over lengths of time.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Distribution {
    /// The range that holds the median person or answer, such as `2–4 years`.
    pub typical: Option<String>,
    /// The distribution.
    pub distribution: Vec<BucketJson>,
    /// Its sources.
    pub sources: Vec<Cited>,
}

/// One bucket of a distribution.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Bucket")]
pub struct BucketJson {
    /// The label that pages show, such as `2–4 years`.
    pub label: String,
    /// The lower end, in months.
    pub from_months: u16,
    /// The upper end, in months; null if it is open-ended.
    pub to_months: Option<u16>,
    /// The share of people or answers in this bucket, in percent.
    pub percent: f64,
    /// The share as pages show it, such as `73%`.
    pub text: String,
}

/// How often a level of education is asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "EducationShare")]
pub struct EducationShareJson {
    /// The level.
    pub level: Education,
    /// The level as pages show it.
    pub text: String,
    /// In percent.
    pub percent: f64,
}

/// How people are trained for a career.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Training {
    /// The typical length of training on the job.
    pub on_the_job_typical: Option<String>,
    /// How long people are trained on the job.
    pub on_the_job: Vec<BucketJson>,
    /// How important an apprenticeship is, from 1.0 to 5.0.
    pub apprenticeship: Option<f64>,
    /// How important a license or certificate is, from 1.0 to 5.0.
    pub certification: Option<f64>,
    /// Their sources.
    pub sources: Vec<Cited>,
}

/// A tool that people in a career use.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Tool")]
pub struct ToolJson {
    /// Its name.
    pub name: String,
    /// What kind of tool it is.
    pub kind: ToolKind,
    /// The kind of thing it is.
    pub about: Option<String>,
    /// Whether employers often ask for it in all careers.
    pub hot: bool,
    /// Whether employers often ask for it in this career.
    pub in_demand: bool,
}

/// How well a career suits people with an interest.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Interest")]
pub struct InterestJson {
    /// The interest.
    pub kind: InterestKind,
    /// From 1 (not at all) to 7 (very well).
    pub score: f64,
}

/// What people who do well in a career are like.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WorkStyle {
    /// Its name.
    pub name: String,
    /// Its importance, above 0 and at most 1.
    pub importance: f64,
}

/// How many people in a career work in an industry.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Industry")]
pub struct IndustryJson {
    /// Its name.
    pub name: String,
    /// In percent.
    pub percent: f64,
}

/// A projection of how many people a career will employ at one place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Outlook")]
pub struct OutlookJson {
    /// The place.
    pub place: String,
    /// The year that the projection starts from.
    pub from_year: u16,
    /// The year that it looks at.
    pub to_year: u16,
    /// The number of people employed in the first year.
    pub employed_from: Option<i64>,
    /// The number of people expected to be employed in the last year.
    pub employed_to: Option<i64>,
    /// The expected growth between the two years, in percent.
    pub growth: Option<f64>,
    /// The growth as pages show it, such as `+4.9%`.
    pub growth_text: Option<String>,
    /// The expected number of openings a year.
    pub openings: Option<i64>,
    /// The openings as pages show them, such as `189,100`.
    pub openings_text: Option<String>,
    /// The share of people who are self-employed, in percent.
    pub self_employed: Option<f64>,
    /// Why the career grows or shrinks.
    pub reason: Option<String>,
    /// The careers that the source counts together with this one.
    pub counted_with: Option<String>,
    /// The source of the projection.
    pub source: Option<Cited>,
}

impl<T> Sourced<T> {
    /// None if there are no facts.
    pub fn of(all: impl Iterator<Item = T>, sources: Vec<Cited>) -> Option<Self> {
        let all: Vec<T> = all.collect();
        (!all.is_empty()).then_some(Self { all, sources })
    }
}

impl Distribution {
    /// None if it is unknown.
    pub fn of(all: &[Bucket], sources: Vec<Cited>) -> Option<Self> {
        (!all.is_empty()).then(|| Self { typical: typical_of(all), distribution: buckets(all), sources })
    }
}

fn typical_of(all: &[Bucket]) -> Option<String> {
    typical(all).map(Bucket::label)
}

fn buckets(all: &[Bucket]) -> Vec<BucketJson> {
    let bucket = |(bucket, bar): (&Bucket, Bar)| BucketJson {
        label: bar.label,
        from_months: bucket.from_months,
        to_months: bucket.to_months,
        percent: bucket.percent,
        text: bar.share,
    };
    all.iter().zip(bars(all, most(all))).map(bucket).collect()
}

impl Training {
    /// None if nothing is known.
    pub fn of(profile: &Profile, small_print: &SmallPrint) -> Option<Self> {
        let on_the_job = &profile.on_the_job_training;
        let rated = profile.apprenticeship.or(profile.certification);
        (rated.is_some() || !on_the_job.is_empty()).then(|| Self {
            on_the_job_typical: typical_of(on_the_job),
            on_the_job: buckets(on_the_job),
            apprenticeship: profile.apprenticeship,
            certification: profile.certification,
            sources: small_print.cited(profile, &[Group::Training]).collect(),
        })
    }
}

impl OutlookJson {
    pub fn of(outlook: &Outlook, small_print: &SmallPrint) -> Self {
        Self {
            place: outlook.place.clone(),
            from_year: outlook.from_year,
            to_year: outlook.to_year,
            employed_from: outlook.employed_from,
            employed_to: outlook.employed_to,
            growth: outlook.growth,
            growth_text: outlook.growth_text(),
            openings: outlook.openings,
            openings_text: outlook.openings.as_ref().map(count),
            self_employed: outlook.self_employed,
            reason: Some(outlook.reason.clone()).filter(|reason| !reason.is_empty()),
            counted_with: outlook.counted_with.clone(),
            source: small_print.cite(&outlook.source, outlook.as_of),
        }
    }
}

impl From<&Tool> for ToolJson {
    fn from(tool: &Tool) -> Self {
        Self {
            name: tool.name.clone(),
            kind: tool.kind,
            about: Some(tool.about.clone()).filter(|about| !about.is_empty()),
            hot: tool.hot,
            in_demand: tool.in_demand,
        }
    }
}

impl From<&Interest> for InterestJson {
    fn from(interest: &Interest) -> Self {
        Self { kind: interest.kind, score: interest.score }
    }
}

impl From<&Industry> for IndustryJson {
    fn from(industry: &Industry) -> Self {
        Self { name: industry.name.clone(), percent: industry.percent }
    }
}

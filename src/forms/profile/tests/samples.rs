//! A profile that uses every field.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use strum::VariantArray;

use crate::forms::profile::Known;
use crate::profile::confidence::{Confidence, Evidence};
use crate::profile::money::{Bound, Currency, Figure, MAX_AMOUNT, Money, Period};
use crate::profile::pay::{Range, Statistic};
use crate::profile::{
    Article, Bucket, Category, Citation, Education, EducationShare, Employed, Faq, Group, Industry, Interest,
    InterestKind, Outlook, PathStep, Pay, Profile, Skill, Slug, Source, Tool, ToolKind,
};

pub(super) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn known() -> Known {
    let source = |name: &str| Source {
        slug: slug(name),
        name: name.to_uppercase(),
        url: None,
        license: None,
        license_url: None,
        notice: String::new(),
    };
    Known {
        categories: vec![Category { slug: slug("technology"), name: "Technology".into() }],
        sources: vec![source("onet"), source("bls")],
    }
}

pub(crate) fn full() -> Profile {
    let figure = |amount, bound| Some(Figure { amount, bound });
    let surveyed = Pay {
        place: "United States".into(),
        currency: Currency::USD,
        period: Period::Year,
        statistic: Statistic::Median,
        total: figure(7_905_700, Bound::AtLeast),
        base: figure(7_409_400, Bound::AtLeast),
        additional: figure(496_300, Bound::Exact),
        likely: Some(Range {
            low: figure(6_000_000, Bound::AtMost),
            high: figure(9_000_050, Bound::Exact),
            percentiles: Some((25, 75)),
        }),
        possible: Some(Range { low: None, high: figure(MAX_AMOUNT, Bound::AtLeast), percentiles: None }),
        evidence: Some(Evidence::Survey { relative_standard_error: 1.3 }),
        counted_with: Some("Risk Analyst".into()),
        source: slug("bls"),
        as_of: date("2024-05-01"),
    };
    let reported = Pay {
        place: "日本".into(),
        currency: "JPY".parse().unwrap(),
        period: Period::Hour,
        statistic: Statistic::Mean,
        base: None,
        likely: None,
        possible: None,
        evidence: Some(Evidence::Reports { count: 42, newest: date("2026-02-28") }),
        ..surveyed.clone()
    };
    let judged = Pay {
        place: "Île-de-France".into(),
        statistic: Statistic::Point,
        evidence: Some(Evidence::Editor { label: Confidence::VeryConfident }),
        source: slug("onet"),
        ..reported.clone()
    };
    let step = |title: &str, career: Option<&str>, pay| PathStep {
        title: title.into(),
        career: career.map(slug),
        pay,
        suggested: title == "Helper",
    };
    let pay = Money {
        figure: Figure { amount: 1_550, bound: Bound::AtMost },
        currency: Currency::USD,
        period: Period::Hour,
    };
    let employed = |place: &str| Employed {
        count: 1_654_440,
        place: place.into(),
        counted_with: (place == "Guam").then(|| "Risk Analyst".into()),
        source: slug("onet"),
        as_of: date("2024-05-01"),
    };
    let bucket = |from_months, to_months, percent| Bucket { from_months, to_months, percent };
    let cited = |group| Citation {
        group,
        source: slug("onet"),
        as_of: date("2025-02-01"),
        respondents: (group == Group::Experience).then_some(95),
    };
    let weighed = |name: &str, importance| Skill { name: name.into(), importance };
    // No `..`, so that a new field can't be forgotten here.
    Profile {
        slug: slug("actuary"),
        title: "Actuary".into(),
        article: Article::An,
        plain_title: Some("actuary (life)".into()),
        category: Some(slug("technology")),
        onet_code: Some("15-1254.00".into()),
        code: Some("2433".into()),
        sample: true,
        summary: "Ein *Überblick* – 日本語 🦀 \\ ' \" <b>&amp; % ?\n\nTwo paragraphs.\n".into(),
        responsibilities: (1..13).map(|n| format!("Duty {n}")).collect(),
        emerging_tasks: vec!["Check models that learn".into()],
        activities: vec!["Analyze data".into(), "Advise others on risk".into()],
        qualifications: vec!["Asset".into()],
        education: Some(Education::Bachelor),
        education_levels: vec![
            EducationShare { level: Education::Bachelor, percent: 71.5 },
            EducationShare { level: Education::Master, percent: 28.5 },
        ],
        on_the_job_training: vec![bucket(0, Some(1), 40.0), bucket(1, None, 60.0)],
        apprenticeship: Some(1.2),
        certification: Some(4.9),
        work_life_balance: Some(3.7),
        career_opportunity: Some(4.1 + 0.2),
        pay: vec![surveyed, reported, judged],
        number_employed: ["United States", "Guam"].map(employed).into(),
        outlook: vec![outlook()],
        industries: vec![Industry { name: "Insurance".into(), percent: 60.5 }],
        experience: vec![bucket(0, Some(12), 5.1), bucket(24, Some(48), 73.4), bucket(96, None, 21.5)],
        experience_asked: vec![bucket(0, Some(0), 100.0)],
        time_in_job: vec![bucket(0, Some(12), 12.5), bucket(12, None, 87.5)],
        path: vec![step("Helper", None, Some(pay)), step("Actuary", Some("actuary"), None)],
        skills: ["Rust", "C++", "C#"]
            .into_iter()
            .zip([1.0, 0.5, 1.0 / 3.0])
            .map(|(name, importance)| weighed(name, importance))
            .collect(),
        tools: tools(),
        interests: InterestKind::VARIANTS.iter().map(|kind| Interest { kind: *kind, score: 6.67 }).collect(),
        work_styles: vec![weighed("Integrity", 0.9)],
        related: vec![slug("helper")],
        faqs: vec![Faq { question: "Why?".into(), answer: "*Because.*".into() }],
        alternate_titles: vec!["Risk Analyst".into(), "Actuarial Consultant".into()],
        citations: Group::VARIANTS.iter().copied().map(cited).collect(),
        edited: BTreeSet::new(),
    }
}

fn outlook() -> Outlook {
    Outlook {
        place: "United States".into(),
        from_year: 2024,
        to_year: 2034,
        employed_from: Some(33_600),
        employed_to: Some(32_000),
        growth: Some(-4.8),
        openings: Some(2_400),
        self_employed: Some(0.5),
        reason: "Risk will be with us.".into(),
        counted_with: Some("Risk Analyst".into()),
        source: slug("bls"),
        as_of: date("2025-09-01"),
    }
}

fn tools() -> Vec<Tool> {
    let tool = |name: &str, kind, about: &str, hot, in_demand| Tool {
        name: name.into(),
        kind,
        about: about.into(),
        hot,
        in_demand,
    };
    vec![
        tool("Excel", ToolKind::Software, "Spreadsheet software", true, true),
        tool("SAS", ToolKind::Software, "", false, true),
        tool("R", ToolKind::Software, "", true, false),
        tool("Abacus", ToolKind::Equipment, "", false, false),
    ]
}

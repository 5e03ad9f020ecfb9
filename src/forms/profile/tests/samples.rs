//! Profiles to test with: one that uses every field, and any.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::forms::profile::Known;
use crate::profile::confidence::{Confidence, Evidence};
use crate::profile::money::{Bound, Currency, Figure, MAX_AMOUNT, Money, Period};
use crate::profile::pay::{Range, Statistic};
use crate::profile::{
    Article, Bucket, Category, Citation, Education, Faq, Group, PathStep, Pay, Profile, Skill, Slug, Source,
};

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What [`full`] and [`any`] name.
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

/// A profile that uses every field.
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
    };
    let pay = Money {
        figure: Figure { amount: 1_550, bound: Bound::AtMost },
        currency: Currency::USD,
        period: Period::Hour,
    };
    let bucket = |from_months, to_months, percent| Bucket { from_months, to_months, percent };
    let cited = |group| Citation { group, source: slug("onet"), as_of: date("2025-02-01") };
    // No `..`: a new field must be thought of here.
    Profile {
        slug: slug("actuary"),
        title: "Actuary".into(),
        article: Article::An,
        category: Some(slug("technology")),
        onet_code: Some("15-1254.00".into()),
        sample: true,
        summary: "Ein *Überblick* – 日本語 🦀 \\ ' \" <b>&amp; % ?\n\nTwo paragraphs.\n".into(),
        responsibilities: (1..13).map(|n| format!("Duty {n}")).collect(),
        qualifications: vec!["Asset".into()],
        education: Some(Education::Bachelor),
        work_life_balance: Some(3.7),
        career_opportunity: Some(4.1 + 0.2),
        pay: vec![surveyed, reported, judged],
        experience: vec![bucket(0, Some(12), 5.1), bucket(24, Some(48), 73.4), bucket(96, None, 21.5)],
        path: vec![step("Helper", None, Some(pay)), step("Actuary", Some("actuary"), None)],
        skills: ["Rust", "C++", "C#"]
            .into_iter()
            .zip([1.0, 0.5, 1.0 / 3.0])
            .map(|(name, importance)| Skill { name: name.into(), importance })
            .collect(),
        related: vec![slug("helper")],
        faqs: vec![Faq { question: "Why?".into(), answer: "*Because.*".into() }],
        alternate_titles: vec!["Risk Analyst".into(), "Actuarial Consultant".into()],
        citations: [Group::Text, Group::Education, Group::Ratings, Group::Experience, Group::Skills]
            .map(cited)
            .into(),
    }
}

fn line() -> impl Strategy<Value = String> {
    "[^\\pC\\pZ]([^\\pC\\p{Zl}\\p{Zp}]{0,20}[^\\pC\\pZ])?"
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..60_000_u64).prop_map(|days| date("1900-01-01") + chrono::Days::new(days))
}

fn figure() -> impl Strategy<Value = Figure> {
    let bound = prop::sample::select(vec![Bound::Exact, Bound::AtLeast, Bound::AtMost]);
    (0..=MAX_AMOUNT, bound).prop_map(|(amount, bound)| Figure { amount, bound })
}

fn range() -> impl Strategy<Value = Range> {
    let percentiles = prop::option::of((1..50_u8, 50..100_u8));
    (0..MAX_AMOUNT / 2, MAX_AMOUNT / 2..=MAX_AMOUNT, percentiles).prop_map(|(low, high, percentiles)| Range {
        low: Some(Figure::exact(low)),
        high: Some(Figure::exact(high)),
        percentiles,
    })
}

fn currency() -> impl Strategy<Value = Currency> {
    "USD|JPY|KWD|EUR|XAF".prop_map(|code| code.parse().unwrap())
}

fn evidence() -> impl Strategy<Value = Evidence> {
    prop_oneof![
        (any::<u32>(), day()).prop_map(|(count, newest)| Evidence::Reports { count, newest }),
        (0.0..100.0).prop_map(|error| Evidence::Survey { relative_standard_error: error }),
        Just(Evidence::Editor { label: Confidence::Low }),
    ]
}

fn pay() -> impl Strategy<Value = Pay> {
    let figures = (prop::option::of(figure()), prop::option::of(figure()));
    let ranges = prop::option::of(range());
    (line(), currency(), figures, ranges, prop::option::of(evidence()), day()).prop_map(
        |(place, currency, (total, base), likely, evidence, as_of)| Pay {
            place,
            currency,
            period: Period::Month,
            statistic: Statistic::Mean,
            total,
            base,
            additional: None,
            likely,
            possible: None,
            evidence,
            source: slug("bls"),
            as_of,
        },
    )
}

/// Any right profile, without space around its lines.
pub(crate) fn any_profile() -> impl Strategy<Value = Profile> {
    let lists = (
        prop::collection::vec(line(), 0..5),
        prop::collection::hash_set(line(), 0..9),
        prop::collection::btree_map("[a-z]{1,9}", 0.001..=1.0_f64, 0..6),
        prop::collection::vec((any::<u16>(), 0.0..=100.0_f64), 0..4),
        prop::collection::vec((line(), "\\PC{1,30}x"), 0..3),
        prop::collection::vec((line(), prop::option::of((figure(), currency()))), 0..3),
    );
    let pay = prop::option::of(pay());
    let ratings = (prop::option::of(1.0..=5.0_f64), prop::option::of(1.0..=5.0_f64));
    (line(), "(\\PC|\n){0,40}", ratings, pay, lists, any::<bool>()).prop_map(
        |(title, summary, ratings, pay, (bullets, names, skills, buckets, faqs, steps), sample)| Profile {
            sample,
            summary,
            work_life_balance: ratings.0,
            career_opportunity: ratings.1,
            responsibilities: bullets,
            alternate_titles: names.into_iter().collect(),
            skills: skills.into_iter().map(|(name, importance)| Skill { name, importance }).collect(),
            experience: buckets
                .into_iter()
                .map(|(from_months, percent)| Bucket { from_months, to_months: None, percent })
                .collect(),
            faqs: faqs.into_iter().map(|(question, answer)| Faq { question, answer }).collect(),
            path: steps
                .into_iter()
                .map(|(title, pay)| PathStep {
                    title,
                    career: None,
                    pay: pay.map(|(figure, currency)| Money { figure, currency, period: Period::Week }),
                })
                .collect(),
            pay: pay.into_iter().collect(),
            ..Profile::new(&title)
        },
    )
}

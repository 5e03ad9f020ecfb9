//! Generates valid profiles.

use chrono::NaiveDate;
use proptest::prelude::*;
use strum::VariantArray;

use super::any_facts::facts;
use super::samples::{date, slug};
use crate::profile::confidence::{Confidence, Evidence};
use crate::profile::money::{Bound, Currency, Figure, MAX_AMOUNT, Money, Period};
use crate::profile::pay::{Range, Statistic};
use crate::profile::{
    Article, Bucket, Citation, Education, Employed, Faq, Group, PathStep, Pay, Profile, Skill, Slug,
};

pub(super) fn line() -> impl Strategy<Value = String> {
    "[^\\pC\\pZ]([^\\pC\\p{Zl}\\p{Zp}]{0,20}[^\\pC\\pZ])?"
}

pub(super) fn one_of<T: Copy + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = T> + use<T> {
    prop::sample::select(values.to_vec())
}

fn a_slug() -> impl Strategy<Value = Slug> {
    "[a-z]{1,9}(-[a-z0-9]{1,9}){0,3}".prop_map(|text| slug(&text))
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..60_000_u64).prop_map(|days| date("1900-01-01") + chrono::Days::new(days))
}

fn figure() -> impl Strategy<Value = Figure> {
    let bounds = one_of(&[Bound::Exact, Bound::AtLeast, Bound::AtMost]);
    (0..=MAX_AMOUNT, bounds).prop_map(|(amount, bound)| Figure { amount, bound })
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

fn ranges() -> impl Strategy<Value = (Range, Range)> {
    (range(), 0..MAX_AMOUNT, prop::option::of((1..50_u8, 50..100_u8))).prop_map(
        |(likely, more, percentiles)| {
            let high =
                likely.high.map(|high| Figure { amount: high.amount.max(more), bound: Bound::AtLeast });
            let low = Some(Figure { amount: 0, bound: Bound::AtMost });
            (likely, Range { low, high, percentiles })
        },
    )
}

fn pay() -> impl Strategy<Value = Pay> {
    let words = (
        one_of(&[Period::Hour, Period::Day, Period::Month]),
        one_of(&[Statistic::Median, Statistic::Mean, Statistic::Point]),
    );
    let figures = (prop::option::of(figure()), prop::option::of(figure()), any::<bool>());
    let ranges = prop::option::of(ranges());
    (line(), currency(), words, figures, ranges, prop::option::of(evidence()), day()).prop_map(
        |(place, currency, (period, statistic), (total, part, is_base), ranges, evidence, as_of)| Pay {
            place,
            currency,
            period,
            statistic,
            total,
            base: part.filter(|_| is_base),
            additional: part.filter(|_| !is_base),
            likely: ranges.map(|(likely, _)| likely),
            possible: ranges.map(|(_, possible)| possible),
            evidence,
            counted_with: None,
            source: slug("bls"),
            as_of,
        },
    )
}

pub(super) fn bucket() -> impl Strategy<Value = Bucket> {
    (0..600_u16, prop::option::of(0..600_u16), 0.0..=100.0_f64).prop_map(|(from_months, months, percent)| {
        Bucket { from_months, to_months: months.map(|months| from_months + months), percent }
    })
}

fn step() -> impl Strategy<Value = PathStep> {
    let money = (figure(), currency(), one_of(&[Period::Hour, Period::Week, Period::Year]))
        .prop_map(|(figure, currency, period)| Money { figure, currency, period });
    (line(), prop::option::of(a_slug()), prop::option::of(money)).prop_map(|(title, career, pay)| PathStep {
        title,
        career,
        pay,
        suggested: false,
    })
}

fn citation() -> impl Strategy<Value = Citation> {
    let group = one_of(&[Group::Text, Group::Education, Group::Ratings, Group::Experience, Group::Skills]);
    (group, one_of(&["onet", "bls"]), day()).prop_map(|(group, source, as_of)| Citation {
        group,
        source: slug(source),
        as_of,
        respondents: None,
    })
}

fn faq() -> impl Strategy<Value = Faq> {
    (line(), "(\\PC|\n){1,30}x").prop_map(|(question, answer)| Faq { question, answer })
}

fn heads() -> impl Strategy<Value = Profile> {
    let levels = Education::VARIANTS.to_vec();
    let ratings = (prop::option::of(1.0..=5.0_f64), prop::option::of(1.0..=5.0_f64));
    let words = (
        one_of(&[Article::A, Article::An, Article::None]),
        prop::option::of(prop::sample::select(levels)),
        prop::option::of("[0-9]{2}-[0-9]{4}[.][0-9]{2}"),
        prop::option::of(Just(slug("technology"))),
    );
    (line(), a_slug(), "(\\PC|\n){0,40}", ratings, words, any::<bool>(), facts()).prop_map(
        |(title, slug, summary, ratings, (article, education, onet_code, category), sample, facts)| Profile {
            title,
            slug,
            article,
            category,
            onet_code,
            sample,
            summary,
            education,
            work_life_balance: ratings.0,
            career_opportunity: ratings.1,
            ..facts
        },
    )
}

pub(crate) fn any_profile() -> impl Strategy<Value = Profile> {
    let lists = (
        prop::collection::vec(line(), 0..5),
        prop::collection::vec(line(), 0..9),
        prop::collection::btree_map("[a-z]{1,9}", 0.001..=1.0_f64, 0..6),
        (
            prop::collection::vec(bucket(), 0..4),
            prop::collection::btree_map("[A-Z][a-z]{1,9}", 0..1_000_000_000_i64, 0..3),
        ),
        prop::collection::vec(faq(), 0..3),
        prop::collection::vec(step(), 0..3),
        prop::collection::vec(citation(), 0..4),
        prop::collection::btree_set("[A-Z]x[a-z]{1,9}", 0..4),
        prop::option::of(pay()),
    );
    (heads(), lists).prop_map(
        |(
            head,
            (bullets, alternate_titles, skills, (experience, employed), faqs, path, citations, related, pay),
        )| {
            Profile {
                qualifications: bullets.iter().rev().cloned().collect(),
                responsibilities: bullets,
                alternate_titles,
                skills: skills.into_iter().map(|(name, importance)| Skill { name, importance }).collect(),
                experience,
                number_employed: employed
                    .into_iter()
                    .map(|(place, count)| Employed {
                        count,
                        counted_with: Some(place.clone()),
                        place,
                        source: slug("onet"),
                        as_of: NaiveDate::default(),
                    })
                    .collect(),
                faqs,
                path,
                citations,
                related: related.iter().map(|name| Slug::suggest(&format!("9 {name}"))).collect(),
                pay: pay.into_iter().collect(),
                ..head
            }
        },
    )
}

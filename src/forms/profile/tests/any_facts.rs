//! Generates the facts that imports know.

use chrono::NaiveDate;
use proptest::prelude::*;
use strum::VariantArray;

use super::any::{bucket, line, one_of};
use super::samples::slug;
use crate::profile::{
    Education, EducationShare, Industry, Interest, InterestKind, Outlook, Profile, Skill, Tool, ToolKind,
};

/// Without its name.
fn tool() -> impl Strategy<Value = Tool> {
    (one_of(ToolKind::VARIANTS), prop::option::of(line()), any::<[bool; 2]>()).prop_map(
        |(kind, about, [hot, in_demand])| {
            let (name, about) = (String::new(), about.unwrap_or_default());
            Tool { name, kind, about, hot, in_demand }
        },
    )
}

fn outlook() -> impl Strategy<Value = Outlook> {
    let counts = [0, 1, 2].map(|_| prop::option::of(0..1_000_000_000_i64));
    let shares = (prop::option::of(-100.0..=10_000.0_f64), prop::option::of(0.0..=100.0_f64));
    (line(), 1900..2100_u16, counts, shares, prop::option::of(line()), prop::option::of(line())).prop_map(
        |(place, from_year, [employed_from, employed_to, openings], shares, reason, counted_with)| Outlook {
            place,
            from_year,
            to_year: from_year + 10,
            employed_from,
            employed_to,
            growth: shares.0,
            openings,
            self_employed: shares.1,
            reason: reason.unwrap_or_default(),
            counted_with,
            source: slug("bls"),
            as_of: NaiveDate::default(),
        },
    )
}

/// A profile without a title and anything else.
pub(super) fn facts() -> impl Strategy<Value = Profile> {
    let named = || prop::collection::btree_map("[a-z]{1,9}", 0.001..=1.0_f64, 0..4);
    let rating = || prop::option::of(1.0..=5.0_f64);
    let texts = (
        prop::option::of(line()),
        prop::collection::vec(line(), 0..3),
        prop::collection::btree_set("[A-Z]x[a-z]{1,9}", 0..4),
    );
    let shares = (
        prop::sample::subsequence(Education::VARIANTS, 0..4),
        prop::sample::subsequence(InterestKind::VARIANTS, 0..4),
        1.0..=7.0_f64,
    );
    let people = (
        prop::collection::vec(bucket(), 0..3),
        prop::collection::vec(bucket(), 0..3),
        prop::collection::vec(bucket(), 0..3),
    );
    let lists = (named(), named(), rating(), rating());
    let tools = prop::collection::btree_map("[a-z]{1,9}", tool(), 0..4);
    (texts, shares, people, lists, tools, prop::option::of(outlook())).prop_map(
        |(
            (plain_title, emerging_tasks, activities),
            (levels, kinds, score),
            people,
            lists,
            tools,
            outlook,
        )| {
            let (industries, styles, apprenticeship, certification) = lists;
            Profile {
                plain_title,
                emerging_tasks,
                activities: activities.into_iter().collect(),
                education_levels: levels
                    .into_iter()
                    .map(|level| EducationShare { level, percent: score * 10.0 })
                    .collect(),
                interests: kinds.into_iter().map(|kind| Interest { kind, score }).collect(),
                on_the_job_training: people.0,
                experience_asked: people.1,
                time_in_job: people.2,
                industries: industries
                    .into_iter()
                    .map(|(name, share)| Industry { name, percent: share * 100.0 })
                    .collect(),
                work_styles: styles
                    .into_iter()
                    .map(|(name, importance)| Skill { name, importance })
                    .collect(),
                apprenticeship,
                certification,
                tools: tools.into_iter().map(|(name, tool)| Tool { name, ..tool }).collect(),
                outlook: outlook.into_iter().collect(),
                ..Profile::new("")
            }
        },
    )
}

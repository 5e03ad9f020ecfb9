//! Findings of the quality report: what an editor should check in a profile, though it can be published.

use std::collections::{HashMap, HashSet};

use chrono::{Months, NaiveDate};

use super::check::{wrong_sums, wrong_total};
use super::experience::typical;
use super::fields::{Field, lower};
use super::money::Figure;
use super::{Pay, Profile, Slug, words};

words! {
    /// The kinds of findings, worst first.
    #[derive(Hash)]
    pub enum FindingKind {
        Total = "Total pay isn’t the sum of its parts",
        Ranges = "Typical range outside the full range",
        Sums = "Shares don’t add up to 100%",
        Years = "Asks for more years than most people have",
        Stale = "Figures older than two years",
        Related = "Related career without skills in common",
        Missing = "Empty section",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    /// `pay[0].total`.
    pub field: String,
    pub message: String,
}

/// `skills` are those of the related careers, by slug.
pub fn findings(
    profile: &Profile,
    today: NaiveDate,
    skills: &HashMap<String, HashSet<Slug>>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, pay) in profile.pay.iter().enumerate() {
        check_pay(&mut found, &format!("pay[{i}]"), pay);
    }
    check_experience(&mut found, profile);
    check_ages(&mut found, profile, today);
    check_related(&mut found, profile, skills);
    check_sections(&mut found, profile);
    found
}

fn add(found: &mut Vec<Finding>, kind: FindingKind, field: impl Into<String>, message: impl Into<String>) {
    found.push(Finding { kind, field: field.into(), message: message.into() });
}

fn check_pay(found: &mut Vec<Finding>, field: &str, pay: &Pay) {
    if let Some(message) = wrong_total(pay) {
        add(found, FindingKind::Total, format!("{field}.total"), message);
    }
    let is_below = |one: Option<Figure>, other: Option<Figure>| {
        one.zip(other).is_some_and(|(one, other)| one.amount < other.amount)
    };
    if let (Some(likely), Some(possible)) = (pay.likely, pay.possible)
        && (is_below(likely.low, possible.low) || is_below(possible.high, likely.high))
    {
        let message = "The typical range isn’t within the full range";
        add(found, FindingKind::Ranges, format!("{field}.likely.low"), message);
    }
}

fn check_ages(found: &mut Vec<Finding>, profile: &Profile, today: NaiveDate) {
    let Some(oldest) = today.checked_sub_months(Months::new(24)) else { return };
    for ((field, row), _, as_of) in profile.cited().filter(|(.., as_of)| *as_of < oldest) {
        let message = format!("{as_of} is more than two years ago");
        add(found, FindingKind::Stale, format!("{}[{row}].as_of", field.name()), message);
    }
}

fn check_experience(found: &mut Vec<Finding>, profile: &Profile) {
    for (field, sum) in wrong_sums(profile) {
        add(found, FindingKind::Sums, field.name(), format!("The shares add up to {sum:.2}%"));
    }
    // An open-ended bucket has no upper end to compare with.
    let Some(ends) = typical(&profile.experience).and_then(|bucket| bucket.to_months) else { return };
    for (i, text) in profile.qualifications.iter().enumerate() {
        if let Some(years) = years_in(text).filter(|years| years * 12 > u32::from(ends)) {
            let most = f64::from(ends) / 12.0;
            let message = format!("asks for {years} years, but most people have at most {most:.1}");
            add(found, FindingKind::Years, format!("qualifications[{i}]"), message);
        }
    }
}

/// The smallest number of years that a text asks for: 5 for `5+ years`, 3 for `3-5 years` and `three years`.
fn years_in(text: &str) -> Option<u32> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| {
        let spelled = WORDS.iter().position(|name| *name == word).map(|place| place as u32 + 1);
        spelled.or_else(|| word.parse().ok()).filter(|years| *years <= 60)
    };
    let before = |place: usize| {
        let last = number(words[place.checked_sub(1)?])?;
        // `3-5` and `3 to 5` start with the smaller number.
        let skipped = usize::from(place >= 3 && words[place - 2] == "to");
        let first = place.checked_sub(2 + skipped).and_then(|first| number(words[first]));
        Some(first.filter(|first| *first < last).unwrap_or(last))
    };
    let places = words.iter().enumerate().filter(|(_, word)| ["year", "years"].contains(word));
    places.filter_map(|(place, _)| before(place)).min()
}

fn check_related(found: &mut Vec<Finding>, profile: &Profile, skills: &HashMap<String, HashSet<Slug>>) {
    let ours: HashSet<Slug> = profile.skills.iter().map(|skill| skill.slug()).collect();
    for (i, related) in profile.related.iter().enumerate() {
        // Skip careers whose skills aren't known.
        let theirs = skills.get(related.as_str()).filter(|theirs| !theirs.is_empty());
        if theirs.is_some_and(|theirs| !ours.is_empty() && ours.is_disjoint(theirs)) {
            let message = format!("“{related}” shares no skills with this career");
            add(found, FindingKind::Related, format!("related[{i}]"), message);
        }
    }
}

fn check_sections(found: &mut Vec<Finding>, profile: &Profile) {
    let wanted = Field::COUNTED.into_iter().chain([&[Field::Path][..], &[Field::Category]]);
    for fields in wanted.filter(|fields| fields.iter().all(|field| field.text(profile).trim().is_empty())) {
        let labels: Vec<String> = fields.iter().map(|field| lower(field.label())).collect();
        add(found, FindingKind::Missing, fields[0].name(), format!("no {}", labels.join(" or ")));
    }
}

#[cfg(test)]
mod tests;

//! A profile made of what a release says about an occupation.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::occupation::Occupation;
use super::technology::Weights;
use super::zones::Zone;
use super::{category, qualifications, text, title, training};
use crate::profile::slug::fold;
use crate::profile::{Citation, Group, Profile, Skill, Slug};

/// What all profiles of a release share.
pub struct Context<'a> {
    /// The release's source.
    pub source: Slug,
    /// When the release came out, for facts without a date of their own.
    pub released: NaiveDate,
    /// What the job zones say.
    pub zones: &'a HashMap<u32, Zone>,
    /// Which software marks which field.
    pub software: Weights<'a>,
}

impl Context<'_> {
    /// The profile of an occupation, but for what depends on others: its final slug, pay and related.
    pub fn profile(&self, occupation: &Occupation) -> Profile {
        let mut profile = Profile::new(&title::singular(&occupation.official));
        let education = training::education(occupation);
        let experience = training::experience(occupation);
        let level = education.as_ref().map(|education| education.facts);
        let zone = occupation.zone.and_then(|zone| self.zones.get(&zone));
        profile.onet_code = Some(occupation.code.to_string());
        profile.category = category::of(&occupation.code).map(|category| category.slug);
        profile.summary = text::summary(&introduction(&occupation.description));
        profile.responsibilities = occupation.tasks.facts.clone();
        profile.qualifications = qualifications::bullets(occupation, level, zone, &self.software);
        profile.alternate_titles = alternate_titles(occupation, &profile.title);
        profile.skills = skills(occupation);
        profile.education = level;
        let mut cite = |group, newest: Option<NaiveDate>| {
            let as_of = newest.unwrap_or(self.released);
            profile.citations.push(Citation { group, source: self.source.clone(), as_of });
        };
        cite(Group::Text, occupation.tasks.newest);
        if let Some(education) = education {
            cite(Group::Education, education.newest);
        }
        if let Some(experience) = experience {
            cite(Group::Experience, experience.newest);
            profile.experience = experience.facts;
        }
        if !profile.skills.is_empty() || !occupation.related.is_empty() {
            // Relations have no date of their own; the release made them.
            let newest = if profile.skills.is_empty() { None } else { occupation.elements.newest };
            profile.citations.push(Citation {
                group: Group::Skills,
                source: self.source.clone(),
                as_of: newest.unwrap_or(self.released),
            });
        }
        profile
    }
}

/// The description, as an answer to "What does … do?". That of an occupation for whatever is left over is
/// no sentence.
fn introduction(description: &str) -> String {
    match description.strip_prefix("All ") {
        Some(others) if others.contains("not listed separately") => {
            format!("This is a collective title for all {others}")
        }
        _ => description.to_owned(),
    }
}

/// Every other title once, without the title itself. The official plural comes last, where people don't
/// call themselves by it.
fn alternate_titles(occupation: &Occupation, title: &str) -> Vec<String> {
    let mut seen = HashSet::from([fold(title)]);
    let titles = occupation.titles.iter().chain([&occupation.official]);
    titles.filter(|title| seen.insert(fold(title))).cloned().collect()
}

/// Skills and knowledge in one list, the most important first. Mathematics is both; it counts once, as
/// high as it stands.
fn skills(occupation: &Occupation) -> Vec<Skill> {
    let importance = |value: f64| ((value - 1.0) / 4.0 * 1_000.0).round() / 1_000.0;
    let elements = occupation.elements.facts.iter();
    let mut skills: Vec<Skill> = elements
        .map(|element| Skill { name: element.name.clone(), importance: importance(element.importance) })
        .collect();
    skills.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.name.cmp(&b.name)));
    let mut seen = HashSet::new();
    skills.retain(|skill| seen.insert(Slug::suggest(&skill.name)));
    skills
}

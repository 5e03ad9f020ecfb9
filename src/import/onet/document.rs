//! Makes a profile from a release's data about an occupation.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::elements::Element;
use super::occupation::Occupation;
use super::technology::TechnologyWeights;
use super::{category, qualifications, text, title, training};
use crate::profile::slug::fold;
use crate::profile::{Citation, Group, Profile, Skill, Slug};

pub struct ImportContext<'a> {
    pub source: Slug,
    /// For facts without a date of their own.
    pub released: NaiveDate,
    pub software: TechnologyWeights<'a>,
}

impl ImportContext<'_> {
    /// Without its final slug, pay and related careers, which depend on other data.
    pub fn profile(&self, occupation: &Occupation) -> Profile {
        let mut profile = Profile::new(&title::singular(&occupation.official));
        let education = training::education(&occupation.answers);
        let experience = training::experience(&occupation.answers);
        let level = education.as_ref().map(|education| education.facts);
        profile.onet_code = Some(occupation.code.to_string());
        profile.category = category::of(&occupation.code).map(|category| category.slug);
        profile.summary = text::summary(&introduction(&occupation.description));
        profile.responsibilities = occupation.tasks.facts.iter().map(|task| task.text.clone()).collect();
        profile.qualifications = qualifications::bullets(occupation, level, &self.software);
        profile.alternate_titles = alternate_titles(occupation, &profile.title);
        profile.skills = skills(occupation);
        profile.education = level;
        let mut cite = |group, newest: Option<NaiveDate>| {
            let as_of = newest.unwrap_or(self.released);
            profile.citations.push(Citation { group, source: self.source.clone(), as_of, respondents: None });
        };
        cite(Group::Text, occupation.tasks.newest);
        if let Some(education) = education {
            cite(Group::Education, education.newest);
        }
        if let Some(experience) = experience {
            cite(Group::ExperienceAsked, experience.newest);
            profile.experience_asked = experience.facts;
        }
        if !profile.skills.is_empty() || !occupation.related.is_empty() {
            // Relations have no dates of their own, so they get the release's.
            let has_skills = !profile.skills.is_empty();
            cite(Group::Skills, occupation.elements.newest.filter(|_| has_skills));
        }
        profile
    }
}

/// The description as an answer to "What does … do?". For "All Other" occupations, O*NET's isn't a sentence.
fn introduction(description: &str) -> String {
    match description.strip_prefix("All ") {
        Some(others) if others.contains("not listed separately") => {
            format!("This is a collective title for all {others}")
        }
        _ => description.to_owned(),
    }
}

/// Distinct titles without the main one. The official plural comes last, since people don't call themselves that.
fn alternate_titles(occupation: &Occupation, title: &str) -> Vec<String> {
    let mut seen = HashSet::from([fold(title)]);
    let titles = occupation.titles.iter().chain([&occupation.official]);
    titles.filter(|title| seen.insert(fold(title))).cloned().collect()
}

/// Skills and knowledge in one list, most important first. Mathematics is both, and its higher importance counts.
fn skills(occupation: &Occupation) -> Vec<Skill> {
    let importance = |value: f64| ((value - 1.0) / 4.0 * 1_000.0).round() / 1_000.0;
    let skill = |one: &Element| Skill { name: one.name.clone(), importance: importance(one.importance) };
    let mut skills: Vec<Skill> = occupation.elements.facts.iter().map(skill).collect();
    skills.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.name.cmp(&b.name)));
    let mut seen = HashSet::new();
    skills.retain(|skill| seen.insert(Slug::suggest(&skill.name)));
    skills
}

//! An occupation's requirements as a few readable bullets.

use super::elements::{Element, ElementKind};
use super::occupation::Occupation;
use super::text::list;
use super::tool_weights::ToolWeights;
use crate::profile::Education;

/// Most important first.
pub fn bullets(
    occupation: &Occupation,
    education: Option<Education>,
    tools: &ToolWeights<'_>,
) -> Vec<String> {
    let zone = occupation.zone.clone();
    // Reports from people in this job take precedence over the job zone, which covers many jobs.
    let education = education.map_or(zone.education, |level| typical(level).to_owned());
    let mut bullets = vec![education, zone.experience, zone.training];
    bullets.extend(sentence("Knowledge of", occupation, ElementKind::Knowledge, 6));
    bullets.extend(sentence("Strong skills in", occupation, ElementKind::Skill, 6));
    bullets.extend(tools.bullets(&occupation.code, &occupation.tools));
    bullets.retain(|bullet| !matches!(bullet.as_str(), "" | "n/a"));
    bullets
}

fn typical(level: Education) -> &'static str {
    match level {
        Education::LessThanHighSchool => "Most often, no high school diploma is required.",
        Education::HighSchool => "Most often required: a high school diploma or the equivalent.",
        Education::PostsecondaryCertificate => "Most often required: a postsecondary certificate.",
        Education::SomeCollege => "Most often required: some college courses.",
        Education::Associate => "Most often required: an associate’s degree.",
        Education::Bachelor => "Most often required: a bachelor’s degree.",
        Education::PostBachelorCertificate => "Most often required: a post-bachelor’s certificate.",
        Education::Master => "Most often required: a master’s degree.",
        Education::PostMasterCertificate => "Most often required: a post-master’s certificate.",
        Education::FirstProfessional => "Most often required: a first professional degree.",
        Education::Doctorate => "Most often required: a doctoral degree.",
        Education::PostDoctoral => "Most often required: post-doctoral training.",
    }
}

/// The most important elements of a kind as one bullet.
fn sentence(intro: &str, occupation: &Occupation, kind: ElementKind, most: usize) -> Option<String> {
    let mut elements: Vec<&Element> =
        occupation.elements.facts.iter().filter(|element| element.kind == kind).collect();
    elements.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.name.cmp(&b.name)));
    let names: Vec<String> = elements.iter().take(most).map(|element| in_a_sentence(&element.name)).collect();
    (!names.is_empty()).then(|| format!("{intro} {}.", list(&names)))
}

/// An element's name within a sentence. Some are adjectives there, or need an article.
fn in_a_sentence(name: &str) -> String {
    match name {
        "Administrative" => "office procedures".into(),
        "Mechanical" => "machines and tools".into(),
        "English Language" => "the English language".into(),
        "Foreign Language" => "a foreign language".into(),
        _ => name.to_lowercase(),
    }
}

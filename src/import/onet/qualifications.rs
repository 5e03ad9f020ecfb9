//! An occupation's requirements as a few readable bullets.

use super::elements::{Element, ElementKind};
use super::occupation::Occupation;
use crate::filters::list;
use crate::profile::{Education, Tool, ToolKind};

/// Most important first.
pub fn bullets(occupation: &Occupation, education: Option<Education>) -> Vec<String> {
    let zone = occupation.zone.clone();
    // Reports from people in this job take precedence over the job zone, which covers many jobs.
    let education = education.map_or(zone.education, |level| typical(level).to_owned());
    let mut bullets = vec![education, zone.experience, zone.training];
    bullets.extend(sentence("Knowledge of", occupation, ElementKind::Knowledge, 6));
    bullets.extend(sentence("Strong skills in", occupation, ElementKind::Skill, 6));
    bullets.extend(software(&occupation.tools));
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

/// At most two bullets: what is in demand and, if that is little, what is in use. Expects the most useful tools first.
fn software(tools: &[Tool]) -> Vec<String> {
    let names = |most: usize, is_wanted: fn(&Tool) -> bool| -> Vec<String> {
        let wanted = tools.iter().filter(|tool| tool.kind == ToolKind::Software && is_wanted(tool));
        wanted.take(most).map(|tool| tool.name.clone()).collect()
    };
    let in_demand = names(10, |tool| tool.in_demand);
    let mut common = Vec::new();
    if in_demand.len() < 5 {
        common = names(8, |tool| tool.hot && !tool.in_demand);
    }
    if in_demand.is_empty() && common.is_empty() {
        common = names(8, |_| true);
    }
    let lists = [("Tools in demand", in_demand), ("Common tools", common)].into_iter();
    let lists = lists.filter(|(_, names)| !names.is_empty());
    lists.map(|(intro, names)| format!("{intro}: {}.", list(&names))).collect()
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

//! What is known of a career beyond the facts that every page has, prepared for the page: skills and tools, ways in,
//! the people in it, and who likes it.

use std::collections::HashSet;

use crate::profile::experience::{Bar, bars, most, shares, typical};
use crate::profile::{Bucket, Interest, InterestKind, Profile, Skill, Slug, Tool, ToolKind};

pub(super) struct Known {
    /// Without those that are tools too.
    pub skills: Vec<SkillBar>,
    pub software: Vec<Tool>,
    pub equipment: Vec<Tool>,
    pub education: Vec<Bar>,
    /// Each way to be trained, and how much or how important.
    pub training: Vec<(&'static str, String)>,
    pub experience_asked: Vec<Bar>,
    pub experience: Vec<Bar>,
    pub time_in_job: Vec<Bar>,
    pub industries: Vec<Bar>,
    /// Strongest first.
    pub interests: Vec<InterestBar>,
    pub work_styles: Vec<String>,
}

pub(super) struct SkillBar {
    pub name: String,
    pub slug: Slug,
    /// In whole percent.
    pub importance: u32,
}

pub(super) struct InterestBar {
    pub name: &'static str,
    pub meaning: &'static str,
    /// `6.3`, of 7.
    pub score: String,
    /// In percent of a full bar.
    pub length: u32,
}

impl Known {
    pub(super) fn of(profile: &Profile) -> Self {
        let of_kind = |kind| profile.tools.iter().filter(|tool| tool.kind == kind).cloned().collect();
        let levels = profile.education_levels.iter().filter(|share| share.percent > 0.0);
        let levels = levels.map(|share| (share.level.label().to_owned(), share.percent));
        let industries = profile.industries.iter().map(|one| (one.name.clone(), one.percent));
        let mut interests: Vec<&Interest> = profile.interests.iter().collect();
        interests.sort_by(|one, other| other.score.total_cmp(&one.score));
        Self {
            skills: skills(profile),
            software: of_kind(ToolKind::Software),
            equipment: of_kind(ToolKind::Equipment),
            education: scaled(levels),
            training: training(profile),
            experience_asked: distribution(&profile.experience_asked),
            experience: distribution(&profile.experience),
            time_in_job: distribution(&profile.time_in_job),
            industries: scaled(industries),
            interests: interests.into_iter().map(InterestBar::of).collect(),
            work_styles: profile.work_styles.iter().map(|style| style.name.clone()).collect(),
        }
    }

    pub(super) fn has_skills(&self) -> bool {
        !self.skills.is_empty() || self.has_tools()
    }

    pub(super) fn has_tools(&self) -> bool {
        !self.software.is_empty() || !self.equipment.is_empty()
    }

    pub(super) fn has_marked_tools(&self) -> bool {
        self.software.iter().any(|tool| tool.hot || tool.in_demand)
    }

    pub(super) fn has_ways_in(&self) -> bool {
        !self.education.is_empty() || !self.training.is_empty() || !self.experience_asked.is_empty()
    }

    /// Whether anything is known of the people in the career.
    pub(super) fn has_people(&self) -> bool {
        !self.experience.is_empty() || !self.time_in_job.is_empty() || !self.industries.is_empty()
    }

    pub(super) fn has_likes(&self) -> bool {
        !self.interests.is_empty() || !self.work_styles.is_empty()
    }
}

fn skills(profile: &Profile) -> Vec<SkillBar> {
    let tools: HashSet<Slug> = profile.tools.iter().map(|tool| Slug::suggest(&tool.name)).collect();
    let bar = |skill: &Skill| SkillBar {
        name: skill.name.clone(),
        slug: skill.slug(),
        importance: (skill.importance * 100.0).round() as u32,
    };
    profile.skills.iter().map(bar).filter(|skill| !tools.contains(&skill.slug)).collect()
}

fn distribution(buckets: &[Bucket]) -> Vec<Bar> {
    bars(buckets, most(buckets))
}

/// Bars of which the longest is full.
fn scaled(rows: impl Iterator<Item = (String, f64)>) -> Vec<Bar> {
    let rows: Vec<_> = rows.collect();
    let most = rows.iter().map(|(_, percent)| *percent).fold(0.0, f64::max);
    shares(rows, most)
}

fn training(profile: &Profile) -> Vec<(&'static str, String)> {
    let on_the_job = typical(&profile.on_the_job_training).map(|bucket| match bucket.label() {
        none if none == "None" => "Usually none".into(),
        length => format!("Usually {}", length.to_lowercase()),
    });
    let rated =
        |rating: Option<f64>| rating.map(|rating| format!("{} ({rating:.1} of 5)", importance(rating)));
    let all = [
        ("Training on the job", on_the_job),
        ("Apprenticeship", rated(profile.apprenticeship)),
        ("License or certificate", rated(profile.certification)),
    ];
    all.into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
}

/// The words that O*NET's respondents choose from.
fn importance(rating: f64) -> &'static str {
    match rating {
        ..1.5 => "Not important",
        ..2.5 => "Somewhat important",
        ..3.5 => "Important",
        ..4.5 => "Very important",
        _ => "Extremely important",
    }
}

impl InterestBar {
    fn of(interest: &Interest) -> Self {
        Self {
            name: interest.kind.label(),
            meaning: meaning(interest.kind),
            score: format!("{:.1}", interest.score),
            length: ((interest.score - 1.0) / 6.0 * 100.0).round() as u32,
        }
    }
}

fn meaning(kind: InterestKind) -> &'static str {
    match kind {
        InterestKind::Realistic => "practical, hands-on work",
        InterestKind::Investigative => "ideas, facts and problems to solve",
        InterestKind::Artistic => "creative work without clear rules",
        InterestKind::Social => "helping and teaching people",
        InterestKind::Enterprising => "starting projects and leading people",
        InterestKind::Conventional => "data and details, with set procedures",
    }
}

//! The panel "At a glance".

use crate::filters::{count, month};
use crate::pages::careers::tiles::experience;
use crate::profile::{Group, Outlook, Pay, Profile};

pub(super) struct Glance {
    pub facts: Vec<GlanceFact>,
    /// What each part of the page is from: `Pay: May 2024`.
    pub dates: Vec<String>,
}

pub(super) struct GlanceFact {
    pub label: String,
    pub text: String,
    pub notes: Vec<String>,
}

/// How many interests are named.
const INTERESTS: usize = 2;

impl Glance {
    pub(super) fn of(profile: &Profile) -> Self {
        let (experience, years) = experience(profile);
        let plain = |label: &str, text: Option<String>| {
            text.map(|text| GlanceFact { label: label.into(), text, notes: Vec::new() })
        };
        let facts = [
            profile.headline_pay().and_then(pay),
            employed(profile),
            profile.outlook.first().and_then(outlook),
            plain("Education", profile.education.map(|level| level.label().into())),
            plain(experience, years),
            plain("Suits interests", interests(profile)),
        ];
        Self { facts: facts.into_iter().flatten().collect(), dates: dates(profile) }
    }
}

fn pay(pay: &Pay) -> Option<GlanceFact> {
    let middle = pay.likely.and_then(|range| range.band());
    let middle = middle.map(|ends| format!("Most likely {}", pay.between(ends)));
    Some(GlanceFact {
        label: format!("Total pay, {}", pay.place),
        text: pay.headline()?.with_period(),
        notes: middle.into_iter().chain(pay.counted_with.as_deref().map(counted_with)).collect(),
    })
}

fn employed(profile: &Profile) -> Option<GlanceFact> {
    profile.number_employed.first().map(|one| GlanceFact {
        label: format!("People employed, {}", one.place),
        text: one.text(),
        notes: one.counted_with.as_deref().map(counted_with).into_iter().collect(),
    })
}

fn outlook(outlook: &Outlook) -> Option<GlanceFact> {
    let openings = outlook.openings.map(|openings| format!("{} openings a year", count(&openings)));
    let growth = outlook.growth_text().map(|growth| format!("{growth} growth"));
    let mut known = growth.into_iter().chain(openings);
    Some(GlanceFact {
        label: format!("Outlook, {}", outlook.years()),
        text: known.next()?,
        notes: known.chain(outlook.counted_with.as_deref().map(counted_with)).collect(),
    })
}

fn counted_with(title: &str) -> String {
    format!("Counted together with {title}")
}

/// The strongest ones.
fn interests(profile: &Profile) -> Option<String> {
    let mut all: Vec<_> = profile.interests.iter().collect();
    all.sort_by(|one, other| other.score.total_cmp(&one.score));
    let names: Vec<&str> = all.iter().take(INTERESTS).map(|one| one.kind.label()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn dates(profile: &Profile) -> Vec<String> {
    let pay = profile.headline_pay().map(|pay| format!("Pay: {}", month(pay.as_of)));
    let cited = |group| profile.citations.iter().find(|citation| citation.group == group);
    let tasks = cited(Group::Text).filter(|_| !profile.responsibilities.is_empty());
    let tasks = tasks.map(|citation| format!("Tasks: {}", month(citation.as_of)));
    let outlook = profile.outlook.first().map(|outlook| format!("Outlook: {}", outlook.years()));
    [pay, tasks, outlook].into_iter().flatten().collect()
}

//! Compares a release with the stored careers, and plans what to add, replace or leave alone.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;

use super::report::{Careers, Item};
use crate::import::ImportError;
use crate::models::career::{Origin, Status};
use crate::models::snapshot::Snapshot;
use crate::profile::OnetCode;
use crate::profile::check::{Strictness, check};
use crate::profile::{Profile, Slug};

/// Well-known jobs from six fields, featured on the home page unless other careers already are.
const FEATURED: [&str; 6] =
    ["29-1141.00", "15-1252.00", "47-2111.00", "25-2021.00", "13-2011.00", "35-1011.00"];

/// Related careers are still codes, because their slugs depend on what is stored.
#[derive(Debug)]
pub struct Incoming {
    pub code: OnetCode,
    pub profile: Profile,
    /// Most closely related first.
    pub related: Vec<OnetCode>,
}

#[derive(Clone, Copy, Debug)]
pub struct MergeRules {
    /// Whether to replace even careers that a person has edited.
    pub overwrite: bool,
    /// Whether there are wages for the release. If not, stored pay is kept.
    pub has_wages: bool,
    pub now: NaiveDateTime,
}

#[derive(Debug, Default)]
pub struct MergePlan {
    pub snapshots: Vec<Snapshot>,
    pub careers: Careers,
}

/// Fails with every problem that keeps a profile from being published.
pub fn plan(
    stored: Vec<Snapshot>,
    incoming: Vec<Incoming>,
    rules: MergeRules,
) -> Result<MergePlan, ImportError> {
    let featured = stored.iter().any(|snapshot| snapshot.featured);
    let (slugs, moved) = slugs(&stored, &incoming);
    let mut plan = MergePlan::default();
    plan.careers.moved = moved;
    let of_release: HashSet<&str> = incoming.iter().map(|career| career.code.as_str()).collect();
    let mut by_code: HashMap<String, Snapshot> = HashMap::new();
    for snapshot in stored {
        let Some(code) = snapshot.profile.onet_code.clone() else { continue };
        if !of_release.contains(code.as_str()) {
            plan.careers.missing.push(Item::of(&snapshot.profile));
        }
        by_code.insert(code, snapshot);
    }
    let mut problems = Vec::new();
    for Incoming { code, mut profile, related } in incoming {
        let old = by_code.remove(code.as_str());
        profile.slug = slugs[&code].clone();
        profile.related = related.iter().filter_map(|code| slugs.get(code).cloned()).collect();
        if let Some(old) = old.as_ref().filter(|_| !rules.has_wages) {
            profile.pay = old.profile.pay.clone();
            profile.number_employed = old.profile.number_employed.clone();
        }
        if let Some(old) = &old {
            profile.outlook = old.profile.outlook.clone();
        }
        let found = check(&profile, Strictness::Publish);
        problems.extend(found.iter().map(|problem| format!("{code}: {problem}")));
        let is_featured = !featured && FEATURED.contains(&code.as_str());
        plan.add(old, profile, is_featured, rules);
    }
    match problems.is_empty() {
        true => Ok(plan),
        false => Err(ImportError::Content(problems)),
    }
}

impl MergePlan {
    fn add(&mut self, old: Option<Snapshot>, profile: Profile, featured: bool, rules: MergeRules) {
        let careers = &mut self.careers;
        let list = match &old {
            None => &mut careers.new,
            Some(Snapshot { origin: Origin::Import, profile: stored, .. }) => {
                if is_same(stored, &profile) {
                    careers.unchanged += 1;
                    return;
                }
                &mut careers.updated
            }
            Some(_) if rules.overwrite => &mut careers.overwritten,
            Some(edited) => {
                careers.left.push(Item::of(&edited.profile));
                return;
            }
        };
        list.push(Item::of(&profile));
        let (status, featured) = old.map_or((Status::Published, featured), |old| (old.status, old.featured));
        let updated_at = rules.now;
        self.snapshots.push(Snapshot { status, origin: Origin::Import, featured, updated_at, profile });
    }
}

/// Ignores the spelling of skills, because a skill keeps the spelling it was first stored with.
fn is_same(old: &Profile, new: &Profile) -> bool {
    let key = |profile: &Profile| -> Vec<(Slug, f64)> {
        profile.skills.iter().map(|skill| (Slug::suggest(&skill.name), skill.importance)).collect()
    };
    key(old) == key(new) && Profile { skills: old.skills.clone(), ..new.clone() } == *old
}

/// The slug of every career: its current slug or, if it is new, a slug made from its title, with its code appended if
/// another career has that slug. Also lists the careers whose slugs got a code.
fn slugs(stored: &[Snapshot], incoming: &[Incoming]) -> (HashMap<OnetCode, Slug>, Vec<Item>) {
    let known: HashMap<&str, &Slug> = stored
        .iter()
        .filter_map(|snapshot| Some((snapshot.profile.onet_code.as_deref()?, &snapshot.profile.slug)))
        .collect();
    let mut taken: HashSet<Slug> = stored.iter().map(|snapshot| snapshot.profile.slug.clone()).collect();
    let mut slugs = HashMap::new();
    let mut moved = Vec::new();
    for Incoming { code, profile, .. } in incoming {
        if let Some(slug) = known.get(code.as_str()) {
            slugs.insert(code.clone(), (*slug).clone());
            continue;
        }
        let mut slug = profile.slug.clone();
        let mut suffix = code.suffix();
        let mut count = 1;
        while !taken.insert(slug.clone()) {
            slug = profile.slug.with_suffix(&suffix);
            count += 1;
            suffix = format!("{}-{count}", code.suffix());
        }
        if slug != profile.slug {
            moved.push(Item { slug: slug.clone(), ..Item::of(profile) });
        }
        slugs.insert(code.clone(), slug);
    }
    (slugs, moved)
}

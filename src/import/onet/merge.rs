//! Compares a release with the stored careers, and plans what to add, replace or leave alone.

use std::collections::{HashMap, HashSet};
use std::iter;

use chrono::NaiveDateTime;

use super::report::{Careers, Item};
use crate::import::ImportError;
use crate::models::career::{Origin, Status};
use crate::models::sample::Retirement;
use crate::models::snapshot::Snapshot;
use crate::profile::OnetCode;
use crate::profile::check::{Strictness, check};
use crate::profile::{Profile, Slug};

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
    /// Whether the samples stay public.
    pub keep_samples: bool,
    pub now: NaiveDateTime,
}

#[derive(Debug, Default)]
pub struct MergePlan {
    /// To be retired before the careers are stored, because they may hold their slugs.
    pub samples: Vec<Retirement>,
    pub snapshots: Vec<Snapshot>,
    pub careers: Careers,
}

/// Fails with every problem that keeps a profile from being published.
pub fn plan(
    stored: Vec<Snapshot>,
    incoming: Vec<Incoming>,
    rules: MergeRules,
) -> Result<MergePlan, ImportError> {
    let is_leaving = |snapshot: &Snapshot| snapshot.origin == Origin::Sample && !rules.keep_samples;
    let (leaving, stored): (Vec<Snapshot>, Vec<Snapshot>) = stored.into_iter().partition(is_leaving);
    let (slugs, moved) = slugs(&stored, &incoming);
    let mut plan = MergePlan::default();
    plan.careers.moved = moved;
    plan.retire(&leaving, stored.iter().map(|snapshot| &snapshot.profile.slug).chain(slugs.values()));
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
        plan.add(old, profile, rules);
    }
    match problems.is_empty() {
        true => Ok(plan),
        false => Err(ImportError::Content(problems)),
    }
}

impl MergePlan {
    /// Retires the samples that are public, or hold a slug that is taken now.
    fn retire<'a>(&mut self, samples: &[Snapshot], taken: impl Iterator<Item = &'a Slug>) {
        let mut taken: HashSet<Slug> = taken.cloned().collect();
        for Snapshot { status, profile, .. } in samples {
            let mut moves_to = None;
            if taken.contains(&profile.slug) {
                let numbers = (2..).map(|number| format!("sample-{number}"));
                let mut slugs = iter::once("sample".to_owned()).chain(numbers);
                let free = |suffix: String| {
                    Some(profile.slug.with_suffix(&suffix)).filter(|slug| !taken.contains(slug))
                };
                moves_to = slugs.find_map(free);
                taken.extend(moves_to.clone());
            }
            if *status == Status::Published || moves_to.is_some() {
                self.careers.retired.push(Item::of(profile));
                self.samples.push(Retirement { slug: profile.slug.clone(), moves_to });
            }
        }
    }

    fn add(&mut self, old: Option<Snapshot>, profile: Profile, rules: MergeRules) {
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
        let (status, featured) = old.map_or((Status::Published, false), |old| (old.status, old.featured));
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

//! Merges a release with the stored careers, field by field, and plans what to add and what to update.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::iter;

use chrono::NaiveDateTime;
use strum::VariantArray;

use super::ladder::{Ladders, Rung};
use super::related::Relation;
use super::report::{Careers, Item};
use crate::import::ImportError;
use crate::models::career::{Origin, Status};
use crate::models::draft::Draft;
use crate::models::imported::MergedDraft;
use crate::models::sample::Retirement;
use crate::models::snapshot::Snapshot;
use crate::profile::check::{Strictness, check};
use crate::profile::fields::{Field, filled, merge};
use crate::profile::{OnetCode, PathStep, Profile, Slug};

/// Related careers and steps are still codes, because their slugs depend on what is stored.
#[derive(Debug)]
pub struct Incoming {
    pub code: OnetCode,
    pub profile: Profile,
    /// Most closely related first.
    pub related: Vec<OnetCode>,
    /// For the suggested career path.
    pub zone: Option<u32>,
    pub relations: Vec<Relation>,
}

#[derive(Clone, Copy, Debug)]
pub struct MergeRules {
    /// Whether to replace even what a person has edited.
    pub overwrite: bool,
    /// Whether there are wages for the release. If not, stored pay is kept.
    pub has_wages: bool,
    /// Whether the samples stay public.
    pub keep_samples: bool,
    pub now: NaiveDateTime,
}

impl MergeRules {
    /// The fields that the release knows.
    fn known(self) -> BTreeSet<Field> {
        let is_known = |field: &Field| match field {
            Field::Pay | Field::NumberEmployed => self.has_wages,
            Field::Outlook | Field::Code => false,
            field => field.is_imported(),
        };
        Field::VARIANTS.iter().copied().filter(is_known).collect()
    }
}

#[derive(Debug, Default)]
pub struct MergePlan {
    /// To be retired before the careers are stored, because they may hold their slugs.
    pub samples: Vec<Retirement>,
    pub snapshots: Vec<Snapshot>,
    /// Drafts newer than the live profiles of updated careers, to be saved after these.
    pub drafts: Vec<MergedDraft>,
    pub careers: Careers,
}

/// `drafts` are those that are newer than their live profiles. Fails with every problem that keeps a profile from being
/// published.
pub fn plan(
    stored: Vec<Snapshot>,
    drafts: Vec<Draft>,
    mut incoming: Vec<Incoming>,
    rules: MergeRules,
) -> Result<MergePlan, ImportError> {
    let is_leaving = |snapshot: &Snapshot| snapshot.origin == Origin::Sample && !rules.keep_samples;
    let (leaving, mut stored): (Vec<Snapshot>, Vec<Snapshot>) = stored.into_iter().partition(is_leaving);
    let mut drafts: HashMap<Slug, Draft> =
        drafts.into_iter().map(|draft| (draft.profile.slug.clone(), draft)).collect();
    mark_edited(&mut stored, &mut drafts);
    let (slugs, moved) = slugs(&stored, &incoming);
    let mut merger = Merger::new(rules);
    merger.plan.careers.moved = moved;
    merger.plan.retire(&leaving, stored.iter().map(|snapshot| &snapshot.profile.slug).chain(slugs.values()));
    let of_release: HashSet<&str> = incoming.iter().map(|career| career.code.as_str()).collect();
    let mut by_code: HashMap<String, Snapshot> = HashMap::new();
    for snapshot in stored {
        let Some(code) = snapshot.profile.onet_code.clone() else { continue };
        if !of_release.contains(code.as_str()) {
            merger.plan.careers.missing.push(Item::of(&snapshot.profile));
        }
        by_code.insert(code, snapshot);
    }
    for Incoming { code, profile, .. } in &mut incoming {
        if let Some(old) = by_code.get(code.as_str()) {
            keep_newer_pay(&old.profile, profile);
        }
    }
    merger.link(&mut incoming, &slugs, &by_code);
    for Incoming { code, profile, .. } in incoming {
        match by_code.remove(code.as_str()) {
            None => merger.add(profile),
            Some(old) => {
                let draft = drafts.remove(&old.profile.slug);
                merger.update(old, draft, &profile);
            }
        }
    }
    match merger.problems.is_empty() {
        true => Ok(merger.plan),
        false => Err(ImportError::Content(merger.problems)),
    }
}

/// Wages of an earlier year don't replace later ones: they only add to the pay by place.
fn keep_newer_pay(old: &Profile, new: &mut Profile) {
    let as_of = |profile: &Profile| profile.pay.first().map(|pay| pay.as_of);
    if as_of(new).is_some() && as_of(old) > as_of(new) {
        new.pay.clone_from(&old.pay);
        new.number_employed.clone_from(&old.number_employed);
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
}

/// Marks all fields of careers that were edited when profiles didn't yet say which fields were.
fn mark_edited(stored: &mut [Snapshot], drafts: &mut HashMap<Slug, Draft>) {
    for Snapshot { origin, profile, .. } in stored {
        let draft = drafts.get_mut(&profile.slug).map(|draft| &mut draft.profile);
        let is_marked = draft.iter().any(|draft| !draft.edited.is_empty()) || !profile.edited.is_empty();
        if *origin == Origin::Person && !is_marked {
            for profile in draft.into_iter().chain([profile]) {
                profile.edited = filled(profile);
            }
        }
    }
}

struct Merger {
    rules: MergeRules,
    known: BTreeSet<Field>,
    plan: MergePlan,
    problems: Vec<String>,
}

impl Merger {
    fn new(rules: MergeRules) -> Self {
        Self { rules, known: rules.known(), plan: MergePlan::default(), problems: Vec::new() }
    }

    /// Fills in the slugs, related careers and suggested career paths.
    fn link(
        &self,
        incoming: &mut [Incoming],
        slugs: &HashMap<OnetCode, Slug>,
        by_code: &HashMap<String, Snapshot>,
    ) {
        let mut steps: HashMap<OnetCode, PathStep> = HashMap::new();
        let mut rungs: HashMap<OnetCode, Rung> = HashMap::new();
        for Incoming { code, profile, related, zone, relations } in incoming.iter_mut() {
            profile.slug = slugs[&*code].clone();
            profile.related = related.iter().filter_map(|code| slugs.get(code).cloned()).collect();
            let old = by_code.get(code.as_str()).map(|old| self.stored(&old.profile, None));
            let merged = old.map(|old| merge(&old, profile, &self.known));
            let merged = merged.as_ref().unwrap_or(profile);
            let pay = merged.headline_pay().and_then(|pay| pay.money(pay.total()?).yearly());
            rungs.insert(code.clone(), Rung { zone: *zone, pay, relations: std::mem::take(relations) });
            let (title, career) = (merged.title.clone(), Some(profile.slug.clone()));
            steps.insert(code.clone(), PathStep { title, career, pay: None, suggested: true });
        }
        let ladders = Ladders(rungs.iter().collect());
        for Incoming { code, profile, .. } in incoming.iter_mut() {
            profile.path = ladders.of(code).into_iter().map(|code| steps[code].clone()).collect();
        }
    }

    fn add(&mut self, profile: Profile) {
        self.check(&profile, Status::Published);
        self.plan.careers.new.push(Item::of(&profile));
        let (status, origin, updated_at) = (Status::Published, Origin::Import, self.rules.now);
        self.plan.snapshots.push(Snapshot { status, origin, featured: false, updated_at, profile });
    }

    fn update(&mut self, old: Snapshot, draft: Option<Draft>, incoming: &Profile) {
        let merged = merge(&self.stored(&old.profile, None), incoming, &self.known);
        let draft = draft.map(|draft| MergedDraft {
            profile: merge(&self.stored(&draft.profile, Some(&old.profile)), incoming, &self.known),
            draft,
        });
        let has_new_draft = draft.as_ref().is_some_and(|new| new.profile != new.draft.profile);
        self.check(&merged, old.status);
        let careers = &mut self.plan.careers;
        for field in merged.edited.intersection(&self.known) {
            if field.text(&merged) != field.text(incoming) {
                careers.kept.entry(*field).or_default().push(Item::of(&merged));
            }
        }
        let is_same = merged == old.profile;
        if is_same && !has_new_draft {
            careers.unchanged += 1;
            return;
        }
        let is_overwritten = merged.edited != old.profile.edited;
        let list = if is_overwritten { &mut careers.overwritten } else { &mut careers.updated };
        list.push(Item::of(&merged));
        self.plan.drafts.extend(draft);
        if !is_same {
            let origin = if merged.edited.is_empty() { Origin::Import } else { old.origin };
            self.plan.snapshots.push(Snapshot { origin, updated_at: self.rules.now, profile: merged, ..old });
        }
    }

    /// A stored profile as the release is merged into it: with `--overwrite`, only the changes of a draft that aren't
    /// live yet count as edited.
    fn stored(&self, profile: &Profile, live: Option<&Profile>) -> Profile {
        let mut profile = profile.clone();
        if self.rules.overwrite {
            let is_pending =
                |field: &Field| live.is_some_and(|live| field.text(live) != field.text(&profile));
            let freed: BTreeSet<Field> =
                self.known.iter().copied().filter(|field| !is_pending(field)).collect();
            profile.edited = &profile.edited - &freed;
        }
        profile
    }

    fn check(&mut self, profile: &Profile, status: Status) {
        let strictness = if status == Status::Draft { Strictness::Draft } else { Strictness::Publish };
        let code = profile.onet_code.as_deref().unwrap_or_default();
        let found = check(profile, strictness);
        self.problems.extend(found.iter().map(|problem| format!("{code}: {problem}")));
    }
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

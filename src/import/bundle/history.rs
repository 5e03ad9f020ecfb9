//! The revisions of careers in a bundle.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::BundledCareer;
use crate::db::Conn;
use crate::models::revision::{self, New, Revision};
use crate::models::{QueryResult, draft};
use crate::profile::Profile;
use crate::profile::check::{Strictness, check};

/// A saved revision of a profile. The newest is the career's draft; the newest published one is live.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BundledRevision {
    /// Its number within the career, counted from 1.
    #[schemars(range(min = 1))]
    pub number: i64,
    /// When it was saved, UTC.
    pub made_at: NaiveDateTime,
    /// The author's email address, or the program that saved it, such as an import.
    pub author: String,
    /// The author's note; may be empty.
    pub note: String,
    /// When it went live, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<NaiveDateTime>,
    /// When another revision went live instead, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_at: Option<NaiveDateTime>,
    /// The profile as it was saved.
    pub profile: Profile,
}

/// Oldest first.
pub(super) fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<HashMap<i64, Vec<BundledRevision>>> {
    let mut histories: HashMap<i64, Vec<BundledRevision>> = HashMap::new();
    for (career, revision, profile) in revision::all_of(conn, careers)? {
        let Revision { number, made_at, author, note, published_at, replaced_at } = revision;
        let bundled = BundledRevision { number, made_at, author, note, published_at, replaced_at, profile };
        histories.entry(career).or_default().push(bundled);
    }
    Ok(histories)
}

/// Old revisions may refer to what no longer exists, but each profile must be valid as a draft, and the live revision
/// must match the career's profile.
pub(super) fn problems(career: &BundledCareer) -> Vec<String> {
    let slug = &career.profile.slug;
    let mut found = Vec::new();
    let numbers = career.history.iter().map(|revision| revision.number);
    if !numbers.clone().zip(numbers.skip(1)).all(|(one, next)| one < next)
        || career.history.iter().any(|revision| revision.number < 1)
    {
        found.push(format!("{slug}: history: the revision numbers must ascend, from 1 or higher"));
    }
    let public = career.history.iter().rfind(|revision| revision.published_at.is_some());
    if public.or(career.history.last()).is_some_and(|now| !is_same(&now.profile, &career.profile)) {
        found.push(format!("{slug}: history: its live revision differs from its profile"));
    }
    for (at, revision) in career.history.iter().enumerate() {
        let problems = check(&revision.profile, Strictness::Draft).into_iter();
        found.extend(problems.map(|problem| format!("{slug}: history[{at}].profile.{problem}")));
    }
    found
}

/// Ignores slugs, which may have changed since the revision was saved.
fn is_same(one: &Profile, other: &Profile) -> bool {
    let without = |profile: &Profile| {
        let mut profile = Profile { related: Vec::new(), slug: other.slug.clone(), ..profile.clone() };
        profile.path.iter_mut().for_each(|step| step.career = None);
        profile
    };
    without(one) == without(other)
}

/// Replaces the single revision that each new career was stored with.
pub(super) fn store(conn: &mut Conn, histories: Vec<(i64, Vec<BundledRevision>)>) -> QueryResult<()> {
    let ids: Vec<i64> = histories.iter().map(|(id, _)| *id).collect();
    let profiles: Vec<(i64, Revision, Profile)> = histories
        .into_iter()
        .flat_map(|(id, history)| history.into_iter().map(move |revision| (id, revision)))
        .map(|(id, bundled)| {
            let BundledRevision { number, made_at, author, note, published_at, replaced_at, profile } =
                bundled;
            (id, Revision { number, made_at, author, note, published_at, replaced_at }, profile)
        })
        .collect();
    let new = profiles.iter().map(|(career_id, revision, profile)| New {
        career_id: *career_id,
        revision: revision.clone(),
        profile,
    });
    revision::replace_all(conn, &ids, new.collect())?;
    draft::list_again(conn, &ids)
}

//! Stores careers from importers and bundles.

use std::collections::HashMap;

use chrono::SubsecRound;
use diesel::prelude::*;

use super::audit::{self, Actor, Change};
use super::career::{self, Status};
use super::draft::Draft;
use super::links::{self, SaveError};
use super::revision::{self, Revision};
use super::snapshot::{self, Snapshot};
use super::{QueryResult, category, draft, published, review};
use crate::db::{self, CHUNK, Conn, careers};
use crate::profile::{Profile, Slug};

/// Adds or replaces careers by slug, and returns their ids in the same order. The careers may link to each other. A
/// career that is new or has changed gets a revision, which is live unless the career is a draft, as well as an audit
/// log entry and a new version. If the public profile hasn't changed, an editor's newer draft remains the newest
/// revision.
///
/// # Errors
/// [`SaveError::Problems`] lists every slug that doesn't exist and every code that another career has.
pub fn save(conn: &mut Conn, actor: &Actor, snapshots: &[Snapshot]) -> Result<Vec<i64>, SaveError> {
    let profiles: Vec<&Profile> = snapshots.iter().map(|snapshot| &snapshot.profile).collect();
    db::lock(conn, db::Lock::Profiles)?;
    links::check(conn, &profiles)?;
    let slugs: Vec<&Slug> = profiles.iter().map(|profile| &profile.slug).collect();
    let before = stored(conn, &slugs)?;
    let categories = category::ids(conn)?;
    career::store(conn, &snapshots.iter().collect::<Vec<_>>(), &categories)?;
    let by_slug = career::ids(conn, &slugs)?;
    let ids: Vec<i64> = slugs.iter().map(|slug| by_slug[slug.as_str()]).collect();
    let numbers = newest_numbers(conn, &ids)?;
    let (mut log, mut updated, mut revisions, mut same) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut public, mut others) = (Vec::new(), Vec::new());
    for (id, snapshot) in ids.iter().copied().zip(snapshots) {
        let old = before.get(&id);
        let change = change(old.map(|old| &old.profile), &snapshot.profile)?;
        let is_public_now = snapshot.status == Status::Published;
        if is_public_now { &mut public } else { &mut others }.push(id);
        let was_public = old.is_some_and(|old| old.status == Status::Published);
        if change.is_some() || (is_public_now && !was_public) {
            let newest = numbers.get(&id).copied().unwrap_or(0);
            let revision = imported(actor, newest, snapshot);
            revisions.push(revision::New { career_id: id, revision, profile: &snapshot.profile });
        } else {
            same.push(id);
        }
        if let Some((action, changes)) = change {
            updated.extend(old.map(|_| id));
            log.push((action, draft::subject(id, &snapshot.profile), changes));
        }
    }
    let replaced: Vec<i64> =
        revisions.iter().filter(|new| new.revision.published_at.is_some()).map(|new| new.career_id).collect();
    revision::replace(conn, &replaced, actor.at)?;
    revision::add_all(conn, actor.user_id, revisions)?;
    draft::list_again(conn, &same)?;
    audit::record_all(conn, actor, &log)?;
    outdate(conn, &updated)?;
    published::remove(conn, &others)?;
    published::put(conn, &public)?;
    Ok(ids)
}

/// A draft newer than the live profile, and what an importer makes of it.
#[derive(Debug)]
pub struct MergedDraft {
    pub draft: Draft,
    pub profile: Profile,
}

/// Saves drafts as the newest revisions of their careers, after [`save`] may have put live revisions above them. A
/// draft that was waiting for review still waits.
///
/// # Errors
/// Like [`save`].
pub fn save_drafts(conn: &mut Conn, actor: &Actor, merged: &[MergedDraft]) -> Result<(), SaveError> {
    links::check(conn, &merged.iter().map(|merged| &merged.profile).collect::<Vec<_>>())?;
    let reviews = review::of_drafts(conn, &merged.iter().map(|merged| &merged.draft).collect::<Vec<_>>())?;
    let ids: Vec<i64> = merged.iter().map(|merged| merged.draft.career_id).collect();
    let numbers = newest_numbers(conn, &ids)?;
    let (mut log, mut revisions) = (Vec::new(), Vec::new());
    for (id, MergedDraft { draft, profile }) in ids.iter().copied().zip(merged) {
        let newest = numbers.get(&id).copied().unwrap_or(0);
        let revision = revision::next(actor, newest, "Draft with what was imported");
        revisions.push(revision::New { career_id: id, revision, profile });
        let changes = audit::changes(Some(&draft.profile), profile)?;
        if !changes.is_empty() {
            log.push(("updated the draft of", draft::subject(id, profile), changes));
        }
    }
    revision::add_all(conn, actor.user_id, revisions)?;
    review::follow(conn, &reviews)?;
    draft::list_again(conn, &ids)?;
    audit::record_all(conn, actor, &log)?;
    Ok(outdate(conn, &ids)?)
}

/// Makes saving a form that is already open a conflict.
fn outdate(conn: &mut Conn, ids: &[i64]) -> QueryResult<()> {
    for ids in ids.chunks(CHUNK) {
        let changed = careers::table.filter(careers::id.eq_any(ids));
        diesel::update(changed).set(careers::version.eq(careers::version + 1)).execute(conn)?;
    }
    Ok(())
}

fn imported(actor: &Actor, newest: i64, snapshot: &Snapshot) -> Revision {
    Revision {
        made_at: snapshot.updated_at.trunc_subsecs(6),
        published_at: (snapshot.status != Status::Draft).then_some(actor.at),
        ..revision::next(actor, newest, "Imported")
    }
}

/// The careers that are already stored, by id.
fn stored(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<HashMap<i64, Snapshot>> {
    let ids: Vec<i64> = career::ids(conn, slugs)?.into_values().collect();
    let mut stored = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        stored.extend(snapshot::of(conn, ids)?);
    }
    Ok(stored)
}

/// The number of each career's newest revision; new careers have none.
fn newest_numbers(conn: &mut Conn, ids: &[i64]) -> QueryResult<HashMap<i64, i64>> {
    use crate::db::revisions::dsl::{id, number, revisions};
    let mut numbers = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let newest = revisions.on(careers::draft_revision_id.eq(id.nullable()));
        let of_some = careers::table.inner_join(newest).filter(careers::id.eq_any(ids));
        numbers.extend(of_some.select((careers::id, number)).load::<(i64, i64)>(conn)?);
    }
    Ok(numbers)
}

/// The action and changes for the audit log; none if the profile is unchanged. For a new career, the changes aren't
/// listed.
fn change(old: Option<&Profile>, new: &Profile) -> QueryResult<Option<(&'static str, Vec<Change>)>> {
    let Some(old) = old else { return Ok(Some(("imported", Vec::new()))) };
    let changes = audit::changes(Some(old), new)?;
    Ok((!changes.is_empty()).then_some(("updated", changes)))
}

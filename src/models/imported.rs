//! Careers that come from outside the desk: from an importer or a bundle.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::audit::{self, Actor, Change, Kind, Subject};
use super::career::{self, Status};
use super::document::{self, Entry, SaveError};
use super::{QueryResult, revision};
use crate::db::{CHUNK, Conn, careers, revisions};
use crate::profile::{Profile, Slug};

/// Stores careers as [`document::save`] does, with an entry in the audit log for each that is new or differs.
/// Those that change are at a
/// new version, and where editors have a history of them, it gets a revision more.
///
/// # Errors
/// As [`document::save`].
pub fn save(conn: &mut Conn, actor: &Actor, entries: &[Entry]) -> Result<(), SaveError> {
    let slugs: Vec<&Slug> = entries.iter().map(|entry| &entry.profile.slug).collect();
    let before = stored(conn, &slugs)?;
    document::save(conn, entries)?;
    let ids = career::ids(conn, &slugs)?;
    let (mut log, mut updated) = (Vec::with_capacity(entries.len()), Vec::new());
    for entry in entries {
        let old = before.get(entry.profile.slug.as_str());
        if let Some((action, changes)) = change(old, &entry.profile)? {
            let id = ids[entry.profile.slug.as_str()];
            updated.extend(old.is_some().then_some((id, entry)));
            let subject = Subject { kind: Kind::Career, id: Some(id), name: entry.profile.title.clone() };
            log.push((action, subject, changes));
        }
    }
    audit::record_all(conn, actor, &log)?;
    Ok(keep_history(conn, actor, &updated)?)
}

/// Makes forms that were read before outdated, and adds to the histories that there are.
fn keep_history(conn: &mut Conn, actor: &Actor, updated: &[(i64, &Entry)]) -> QueryResult<()> {
    let ids: Vec<i64> = updated.iter().map(|(id, _)| *id).collect();
    for ids in ids.chunks(CHUNK) {
        let changed = careers::table.filter(careers::id.eq_any(ids));
        diesel::update(changed).set(careers::version.eq(careers::version + 1)).execute(conn)?;
    }
    let with_history = with_history(conn, &ids)?;
    // Editors have a history of few careers that an importer may change.
    for (id, entry) in updated.iter().filter(|(id, _)| with_history.contains(id)) {
        let number = revision::add(conn, actor, *id, &entry.profile, "Imported")?;
        if entry.status == Status::Published {
            revision::publish(conn, *id, number, actor.at)?;
        }
    }
    Ok(())
}

/// The careers that have slugs, with their ids.
fn stored(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<HashMap<String, (i64, Profile)>> {
    let ids: Vec<i64> = career::ids(conn, slugs)?.into_values().collect();
    let mut stored = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        for (id, entry) in document::load_many(conn, ids)? {
            stored.insert(entry.profile.slug.as_str().to_owned(), (id, entry.profile));
        }
    }
    Ok(stored)
}

/// What the log says of a career; nothing where it stays as it was. All of a new one is new.
fn change(old: Option<&(i64, Profile)>, new: &Profile) -> QueryResult<Option<(&'static str, Vec<Change>)>> {
    let Some((_, old)) = old else { return Ok(Some(("imported", Vec::new()))) };
    let changes = audit::changes(Some(old), new)?;
    Ok((!changes.is_empty()).then_some(("updated", changes)))
}

/// Which of the careers have revisions.
fn with_history(conn: &mut Conn, ids: &[i64]) -> QueryResult<HashSet<i64>> {
    let mut found = HashSet::new();
    for ids in ids.chunks(CHUNK) {
        let query = revisions::table.filter(revisions::career_id.eq_any(ids)).filter(revisions::number.eq(1));
        found.extend(query.select(revisions::career_id).load::<i64>(conn)?);
    }
    Ok(found)
}

//! Careers that come from outside the desk: from an importer or a bundle.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::audit::{self, Actor, Change, Kind, Subject};
use super::career::{self, Status};
use super::document::{self, Entry, SaveError};
use super::{QueryResult, revision};
use crate::db::{CHUNK, Conn, careers};
use crate::profile::{Profile, Slug};

/// Stores careers as [`document::save`] does, with an entry in the audit log for each that is new or differs.
/// Those that change are at a new version. What visitors see from now on is kept as a published revision, and
/// where editors have a history of a career that they don't see, it gets a revision more.
///
/// # Errors
/// As [`document::save`].
pub fn save(conn: &mut Conn, actor: &Actor, entries: &[Entry]) -> Result<(), SaveError> {
    let slugs: Vec<&Slug> = entries.iter().map(|entry| &entry.profile.slug).collect();
    let before = stored(conn, &slugs)?;
    document::save(conn, entries)?;
    let ids = career::ids(conn, &slugs)?;
    let with_ids: Vec<(i64, &Entry)> =
        entries.iter().map(|entry| (ids[entry.profile.slug.as_str()], entry)).collect();
    let (mut log, mut updated) = (Vec::with_capacity(entries.len()), Vec::new());
    let mut differing = HashSet::with_capacity(entries.len());
    for (id, entry) in &with_ids {
        let old = before.get(entry.profile.slug.as_str());
        if let Some((action, changes)) = change(old, &entry.profile)? {
            differing.insert(*id);
            updated.extend(old.is_some().then_some(*id));
            let subject = Subject { kind: Kind::Career, id: Some(*id), name: entry.profile.title.clone() };
            log.push((action, subject, changes));
        }
    }
    audit::record_all(conn, actor, &log)?;
    outdate(conn, &updated)?;
    Ok(keep(conn, actor, with_ids, &differing)?)
}

/// Makes forms that were read before outdated.
fn outdate(conn: &mut Conn, ids: &[i64]) -> QueryResult<()> {
    for ids in ids.chunks(CHUNK) {
        let changed = careers::table.filter(careers::id.eq_any(ids));
        diesel::update(changed).set(careers::version.eq(careers::version + 1)).execute(conn)?;
    }
    Ok(())
}

/// Adds to the histories: what is public now and wasn't, and what differs from what editors know. An editor's
/// newer draft stays the newest where nothing of the public career differs.
fn keep(
    conn: &mut Conn,
    actor: &Actor,
    mut entries: Vec<(i64, &Entry)>,
    differing: &HashSet<i64>,
) -> QueryResult<()> {
    let ids: Vec<i64> = entries.iter().map(|(id, _)| *id).collect();
    let newest = revision::newest_of(conn, &ids)?;
    entries.retain(|(id, entry)| match entry.status {
        Status::Published => differing.contains(id) || !newest.published.contains(id),
        Status::Draft | Status::Withdrawn => differing.contains(id) && newest.saved.contains_key(id),
    });
    revision::add_all(conn, actor, &entries, &newest, "Imported")
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

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
/// Those that editors have a history of get a revision more: what visitors see is in it.
///
/// # Errors
/// As [`document::save`].
pub fn save(conn: &mut Conn, actor: &Actor, entries: &[Entry]) -> Result<(), SaveError> {
    let slugs: Vec<&Slug> = entries.iter().map(|entry| &entry.profile.slug).collect();
    let before = stored(conn, &slugs)?;
    document::save(conn, entries)?;
    let ids = career::ids(conn, &slugs)?;
    let mut log = Vec::with_capacity(entries.len());
    for entry in entries {
        let old = before.get(entry.profile.slug.as_str());
        if let Some((action, changes)) = change(old, &entry.profile)? {
            let id = Some(ids[entry.profile.slug.as_str()]);
            let subject = Subject { kind: Kind::Career, id, name: entry.profile.title.clone() };
            log.push((action, subject, changes));
        }
    }
    audit::record_all(conn, actor, &log)?;
    let known: Vec<i64> = before.values().map(|(id, _)| *id).collect();
    let with_history = with_history(conn, &known)?;
    // Editors have a history of few careers that an importer may change.
    for entry in entries {
        let id = ids[entry.profile.slug.as_str()];
        if with_history.contains(&id) {
            let number = revision::add(conn, actor, id, &entry.profile, "Imported")?;
            if entry.status == Status::Published {
                revision::publish(conn, id, number, actor.at)?;
            }
            diesel::update(careers::table.find(id))
                .set(careers::version.eq(careers::version + 1))
                .execute(conn)?;
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

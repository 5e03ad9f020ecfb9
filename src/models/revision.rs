//! Revisions: every profile that was saved, as it was.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDateTime, SubsecRound};
use diesel::prelude::*;

use super::audit::Actor;
use super::career::Status;
use super::{Entry, Paged, QueryResult, offset};
use crate::db::{BATCH, CHUNK, Conn, among, on_each, revisions};
use crate::profile::Profile;

/// A revision without its document.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = revisions)]
pub struct Revision {
    /// Its number within its career, from 1.
    pub number: i64,
    /// When it was saved, UTC.
    pub made_at: NaiveDateTime,
    /// Who saved it, as they were called then.
    pub author: String,
    /// What they said of it; may be empty.
    pub note: String,
    /// When it went live, UTC; none for a draft.
    pub published_at: Option<NaiveDateTime>,
}

/// The newest revision of a career, with its document.
pub fn newest(conn: &mut Conn, career_id: i64) -> QueryResult<Option<(Revision, Profile)>> {
    let row: Option<(Revision, String)> = revisions::table
        .filter(revisions::career_id.eq(career_id))
        .order(revisions::number.desc())
        .select((Revision::as_select(), revisions::document))
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

/// A revision of a career, with its document.
pub fn load(conn: &mut Conn, career_id: i64, number: i64) -> QueryResult<Option<(Revision, Profile)>> {
    let row: Option<(Revision, String)> = revisions::table
        .filter(revisions::career_id.eq(career_id))
        .filter(revisions::number.eq(number))
        .select((Revision::as_select(), revisions::document))
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

fn read((revision, document): (Revision, String)) -> QueryResult<(Revision, Profile)> {
    Ok((revision, serde_json::from_str(&document)?))
}

/// A page of a career's revisions, the newest first.
pub fn of(conn: &mut Conn, career_id: i64, page: i64, per_page: i64) -> QueryResult<Paged<Revision>> {
    let rows = revisions::table
        .filter(revisions::career_id.eq(career_id))
        .order(revisions::number.desc())
        .limit(per_page)
        .offset(offset(page, per_page))
        .select(Revision::as_select())
        .load(conn)?;
    let total = revisions::table.filter(revisions::career_id.eq(career_id)).count().get_result(conn)?;
    Ok(Paged { rows, total, page, per_page })
}

/// The revision that was published last; none where none was.
pub fn live(conn: &mut Conn, career_id: i64) -> QueryResult<Option<Revision>> {
    Ok(revisions::table
        .filter(revisions::career_id.eq(career_id))
        .filter(revisions::published_at.is_not_null())
        .order(revisions::number.desc())
        .select(Revision::as_select())
        .first(conn)
        .optional()?)
}

/// When a revision of a career was replaced in public, UTC; none where it wasn't.
pub fn replaced_at(conn: &mut Conn, career_id: i64, number: i64) -> QueryResult<Option<NaiveDateTime>> {
    let next: Option<Option<NaiveDateTime>> = revisions::table
        .filter(revisions::career_id.eq(career_id))
        .filter(revisions::number.gt(number))
        .filter(revisions::published_at.is_not_null())
        .order(revisions::number)
        .select(revisions::published_at)
        .first(conn)
        .optional()?;
    Ok(next.flatten())
}

/// The newest revisions of careers.
#[derive(Debug, Default)]
pub(super) struct Newest {
    /// The number of the newest, by career.
    pub saved: HashMap<i64, i64>,
    /// The careers of which one was published.
    pub published: HashSet<i64>,
}

/// The newest revisions of careers; those without any are left out.
pub(super) fn newest_of(conn: &mut Conn, careers: &[i64]) -> QueryResult<Newest> {
    let mut newest = Newest::default();
    for careers in careers.chunks(CHUNK) {
        let saved: Vec<(i64, Option<i64>)> = revisions::table
            .filter(among(revisions::career_id, careers))
            .group_by(revisions::career_id)
            .select((revisions::career_id, diesel::dsl::max(revisions::number)))
            .load(conn)?;
        newest.saved.extend(saved.into_iter().filter_map(|(id, number)| Some((id, number?))));
        let published = revisions::table
            .filter(among(revisions::career_id, careers))
            .filter(revisions::published_at.is_not_null())
            .select(revisions::career_id)
            .distinct();
        newest.published.extend(published.load::<i64>(conn)?);
    }
    Ok(newest)
}

#[derive(Insertable)]
#[diesel(table_name = revisions, treat_none_as_default_value = false)]
struct NewRevision<'a> {
    career_id: i64,
    number: i64,
    document: String,
    made_at: NaiveDateTime,
    user_id: Option<i64>,
    author: &'a str,
    note: &'a str,
    published_at: Option<NaiveDateTime>,
}

/// Adds a revision of each of many careers under the next number. Those of published careers are live from
/// now on.
pub(super) fn add_all(
    conn: &mut Conn,
    actor: &Actor,
    entries: &[(i64, &Entry)],
    newest: &Newest,
    note: &str,
) -> QueryResult<()> {
    // Documents may be long, and not all of them lie in memory at once.
    for entries in entries.chunks(BATCH) {
        let mut rows = Vec::with_capacity(entries.len());
        for (career_id, entry) in entries {
            rows.push(NewRevision {
                career_id: *career_id,
                number: newest.saved.get(career_id).unwrap_or(&0) + 1,
                document: serde_json::to_string(&entry.profile)?,
                made_at: entry.updated_at.trunc_subsecs(6),
                user_id: actor.user_id,
                author: &actor.name,
                note,
                published_at: (entry.status == Status::Published).then_some(actor.at),
            });
        }
        on_each!(conn, c => diesel::insert_into(revisions::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Adds a revision under the next number, and gives that.
pub(super) fn add(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    profile: &Profile,
    note: &str,
) -> QueryResult<i64> {
    let newest: Option<i64> = revisions::table
        .filter(revisions::career_id.eq(career_id))
        .select(diesel::dsl::max(revisions::number))
        .first(conn)?;
    let number = newest.unwrap_or(0) + 1;
    diesel::insert_into(revisions::table)
        .values((
            revisions::career_id.eq(career_id),
            revisions::number.eq(number),
            revisions::document.eq(serde_json::to_string(profile)?),
            revisions::made_at.eq(actor.at),
            revisions::user_id.eq(actor.user_id),
            revisions::author.eq(&actor.name),
            revisions::note.eq(note),
        ))
        .execute(conn)?;
    Ok(number)
}

/// Marks a revision as live from a moment on.
pub(super) fn publish(conn: &mut Conn, career_id: i64, number: i64, at: NaiveDateTime) -> QueryResult<()> {
    let revision =
        revisions::table.filter(revisions::career_id.eq(career_id)).filter(revisions::number.eq(number));
    diesel::update(revision).set(revisions::published_at.eq(at)).execute(conn)?;
    Ok(())
}

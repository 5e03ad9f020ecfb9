//! Revisions: every profile that was saved, as it was.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::audit::Actor;
use super::{Paged, QueryResult, offset};
use crate::db::{Conn, revisions};
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

/// The number of the revision that was published last; none where none was.
pub fn live(conn: &mut Conn, career_id: i64) -> QueryResult<Option<i64>> {
    Ok(revisions::table
        .filter(revisions::career_id.eq(career_id))
        .filter(revisions::published_at.is_not_null())
        .select(diesel::dsl::max(revisions::number))
        .first(conn)?)
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

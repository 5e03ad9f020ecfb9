//! What else a career is known by: a name that no other has, or its O*NET-SOC code. Unlike old slugs these may
//! come to mean another career.

use diesel::prelude::*;

use super::QueryResult;
use super::career::Status;
use crate::db::{Conn, Word, alternate_titles, among, careers, search_documents};
use crate::profile::{OnetCode, Slug};
use crate::search::terms::key;

/// How many careers of the same name are looked at: a name that so many have belongs to none.
const MOST: i64 = 20;

/// The slug of the one published career that a code or a name stands for, such as `15-1254.00`, `15-1254`, or
/// `registered-nurse`.
pub fn slug(conn: &mut Conn, text: &str) -> QueryResult<Option<Slug>> {
    match OnetCode::written(text) {
        Ok(code) => of_code(conn, code.as_str()),
        Err(_) => of_name(conn, &key(text)),
    }
}

fn of_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Slug>> {
    let row: Option<(Word<Slug>, Word<Status>)> = careers::table
        .filter(careers::onet_code.eq(code))
        .select((careers::slug, careers::status))
        .first(conn)
        .optional()?;
    Ok(row.filter(|(_, status)| status.0 == Status::Published).map(|(slug, _)| slug.0))
}

/// Titles count too: another name of one career may be what another is called.
fn of_name(conn: &mut Conn, key: &str) -> QueryResult<Option<Slug>> {
    if key.is_empty() {
        return Ok(None);
    }
    let mut ids: Vec<i64> = alternate_titles::table
        .filter(alternate_titles::search_key.eq(key))
        .select(alternate_titles::career_id)
        .distinct()
        .limit(MOST)
        .load(conn)?;
    let titles = search_documents::table.filter(search_documents::title_key.eq(key));
    ids.extend(titles.select(search_documents::career_id).limit(MOST).load::<i64>(conn)?);
    if ids.is_empty() {
        return Ok(None);
    }
    let rows: Vec<(Word<Slug>, Word<Status>)> = careers::table
        .filter(among(careers::id, &ids))
        .order(careers::id)
        .select((careers::slug, careers::status))
        .load(conn)?;
    // The status is looked at here, as in `career::cards`.
    let mut published = rows.into_iter().filter(|(_, status)| status.0 == Status::Published);
    Ok(published.next().filter(|_| published.next().is_none()).map(|(slug, _)| slug.0))
}

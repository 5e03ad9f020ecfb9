//! What else a career is known by: a name that no other has, or its O*NET-SOC code. Unlike old slugs these may
//! come to mean another career.

use diesel::prelude::*;

use super::QueryResult;
use super::career::Status;
use crate::db::{Conn, Word, alternate_titles, among, careers, search_documents};
use crate::profile::Slug;
use crate::search::terms::key;

/// How many careers of the same name are looked at: a name that so many have belongs to none.
const MOST: i64 = 20;

/// The slug of the one published career that a code or a name stands for, such as `15-1254.00`, `15-1254`, or
/// `registered-nurse`.
pub fn slug(conn: &mut Conn, text: &str) -> QueryResult<Option<Slug>> {
    match code(text) {
        Some(code) => of_code(conn, &code),
        None => of_name(conn, &key(text)),
    }
}

/// A code in its long form; none where the text isn't one.
fn code(text: &str) -> Option<String> {
    let (soc, detail) = text.split_once('.').unwrap_or((text, "00"));
    let (major, minor) = soc.split_once('-')?;
    let is_number = |part: &str, digits| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
    let is_code = is_number(major, 2) && is_number(minor, 4) && is_number(detail, 2);
    is_code.then(|| format!("{soc}.{detail}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_names() {
        assert_eq!(code("15-1254").as_deref(), Some("15-1254.00"));
        assert_eq!(code("29-1141.01").as_deref(), Some("29-1141.01"));
        for name in ["15-1254-00", "15-125", "1-51254", "15-1254.0", "ab-cdef", "", "é5-1254"] {
            assert_eq!(code(name), None, "{name}");
        }
    }
}

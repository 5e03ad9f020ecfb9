//! Finds the published career with a code, or with an alternate title that no other career has. Unlike an old slug, a
//! code or title may come to mean another career.

use diesel::prelude::*;

use crate::db::{Conn, among, published, published_names, search_documents};
use crate::models::QueryResult;
use crate::profile::{OnetCode, Slug, occupation_code};
use crate::terms::key;

/// How many careers with the same name to read at most. A name that several careers share leads to none of them.
const MOST: i64 = 20;

/// The slug of the only published career with a code or name, such as `15-1254.00`, `15-1254`, `2231` or
/// `registered-nurse`.
pub fn slug(conn: &mut Conn, text: &str) -> QueryResult<Option<Slug>> {
    let mut found = match OnetCode::written(text) {
        Ok(code) => of_code(conn, code.as_str())?,
        Err(_) => None,
    };
    if found.is_none() && occupation_code(text).is_ok() {
        found = of_other_code(conn, text)?;
    }
    match found {
        Some(slug) => Ok(Some(slug)),
        None => of_name(conn, &key(text)),
    }
}

fn of_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Slug>> {
    let query = published::table.filter(published::onet_code.eq(code)).select(published::slug);
    Ok(query.first(conn).optional()?)
}

/// The occupation of a career without an O*NET-SOC code is its other code.
fn of_other_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Slug>> {
    let others = published::table.filter(published::onet_code.is_null());
    Ok(others.filter(published::occupation.eq(code)).select(published::slug).first(conn).optional()?)
}

/// Also compares titles, because an alternate title of one career may be the title of another.
fn of_name(conn: &mut Conn, key: &str) -> QueryResult<Option<Slug>> {
    if key.is_empty() {
        return Ok(None);
    }
    let mut ids: Vec<i64> = published_names::table
        .filter(published_names::search_key.eq(key))
        .select(published_names::career_id)
        .distinct()
        .limit(MOST)
        .load(conn)?;
    let titles = search_documents::table.filter(search_documents::title_key.eq(key));
    ids.extend(titles.select(search_documents::career_id).limit(MOST).load::<i64>(conn)?);
    if ids.is_empty() {
        return Ok(None);
    }
    let query = published::table.filter(among(published::career_id, &ids)).order(published::career_id);
    let slugs: Vec<Slug> = query.select(published::slug).load(conn)?;
    let only: Result<[Slug; 1], _> = slugs.try_into();
    Ok(only.ok().map(|[slug]| slug))
}

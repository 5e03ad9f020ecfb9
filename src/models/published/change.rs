//! Revisions that went live, for feeds.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::{Conn, among, published, revisions};
use crate::models::QueryResult;
use crate::profile::{Profile, Slug};

#[derive(Clone, Debug)]
pub struct Change {
    pub career_id: i64,
    /// The current slug.
    pub slug: Slug,
    /// The revision's number.
    pub revision: i64,
    /// When it went live, UTC.
    pub at: NaiveDateTime,
    pub title: String,
    /// In Markdown.
    pub summary: String,
}

/// The newest changes of the whole site, at most `most`. Leaves out careers that are no longer published.
pub fn of_site(conn: &mut Conn, most: i64) -> QueryResult<Vec<Change>> {
    let newest: Vec<i64> = revisions::table
        .inner_join(published::table.on(published::career_id.eq(revisions::career_id)))
        .filter(revisions::published_at.is_not_null())
        .order((revisions::published_at.desc(), revisions::id.desc()))
        .limit(most)
        .select(revisions::id)
        .load(conn)?;
    read(conn, &newest)
}

/// The newest changes of one published career, at most `most`.
pub fn of_career(conn: &mut Conn, id: i64, most: i64) -> QueryResult<Vec<Change>> {
    let newest: Vec<i64> = revisions::table
        .filter(revisions::career_id.eq(id))
        .filter(revisions::published_at.is_not_null())
        .order((revisions::published_at.desc(), revisions::number.desc()))
        .limit(most)
        .select(revisions::id)
        .load(conn)?;
    read(conn, &newest)
}

/// Reads profiles only after the newest revisions have been selected by id, so that the database doesn't sort whole
/// profiles.
fn read(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Change>> {
    let mut rows: Vec<(i64, i64, Slug, i64, Option<NaiveDateTime>, Profile)> = revisions::table
        .inner_join(published::table.on(published::career_id.eq(revisions::career_id)))
        .filter(among(revisions::id, ids))
        .select((
            revisions::id,
            published::career_id,
            published::slug,
            revisions::number,
            revisions::published_at,
            revisions::profile,
        ))
        .load(conn)?;
    rows.sort_by_key(|(id, ..)| ids.iter().position(|wanted| wanted == id));
    let change = |(_, career_id, slug, revision, at, profile): (_, _, _, _, Option<_>, Profile)| {
        let Profile { title, summary, .. } = profile;
        Some(Change { career_id, slug, revision, at: at?, title, summary })
    };
    Ok(rows.into_iter().filter_map(change).collect())
}

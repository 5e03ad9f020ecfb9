//! Revisions that went live, for feeds.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::{Conn, among, published, revisions};
use crate::models::QueryResult;
use crate::profile::{Profile, Slug};

#[derive(Clone, Debug)]
pub struct LiveChange {
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

/// The newest changes of the whole site or of one career, at most `most`. Leaves out careers that are no longer
/// published.
pub fn newest(conn: &mut Conn, career: Option<i64>, most: i64) -> QueryResult<Vec<LiveChange>> {
    let live = published::table.on(published::career_id.eq(revisions::career_id));
    let mut query =
        revisions::table.inner_join(live).filter(revisions::published_at.is_not_null()).into_boxed();
    if let Some(career) = career {
        query = query.filter(revisions::career_id.eq(career));
    }
    let ids: Vec<i64> = query
        .order((revisions::published_at.desc(), revisions::id.desc()))
        .limit(most)
        .select(revisions::id)
        .load(conn)?;
    // Profiles are read only after the newest revisions have been selected by id, so that the database doesn't sort
    // whole profiles.
    let mut rows: Vec<(i64, i64, Slug, i64, Option<NaiveDateTime>, Profile)> = revisions::table
        .inner_join(live)
        .filter(among(revisions::id, &ids))
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
        Some(LiveChange { career_id, slug, revision, at: at?, title, summary })
    };
    Ok(rows.into_iter().filter_map(change).collect())
}

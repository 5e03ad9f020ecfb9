//! Careers with their current profiles, for bundles, importers and the quality report. The current profile is the live
//! one, or the draft of a career that was never published.

use chrono::NaiveDateTime;
use diesel::dsl::case_when;
use diesel::prelude::*;

use super::QueryResult;
use super::career::{self, Origin, Status};
use super::revision::{self, Json};
use crate::db::{CHUNK, Conn, among, careers, revisions};
use crate::profile::{Profile, Slug};

#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub status: Status,
    pub origin: Origin,
    /// Whether the home page shows it.
    pub featured: bool,
    /// When the content that visitors see last changed, UTC.
    pub updated_at: NaiveDateTime,
    pub profile: Profile,
}

/// Every career, ordered by id.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Snapshot>> {
    let mut all = Vec::new();
    for ids in career::all_ids(conn)?.chunks(CHUNK) {
        all.extend(of(conn, ids)?.into_iter().map(|(_, snapshot)| snapshot));
    }
    Ok(all)
}

/// Careers with their ids, ordered by id. Links to moved careers use their current slugs.
pub fn of(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<(i64, Snapshot)>> {
    let current = case_when(careers::live_revision_id.is_null(), careers::draft_revision_id)
        .otherwise(careers::live_revision_id);
    let rows: Vec<(i64, Slug, Status, Origin, bool, NaiveDateTime, Json)> = careers::table
        .inner_join(revisions::table.on(revisions::id.nullable().eq(current)))
        .filter(among(careers::id, ids))
        .order(careers::id)
        .select((
            careers::id,
            careers::slug,
            careers::status,
            careers::origin,
            careers::featured,
            careers::updated_at,
            Json::as_select(),
        ))
        .load(conn)?;
    let rows = rows.into_iter().map(|(id, slug, status, origin, featured, updated_at, json)| {
        let with = move |profile| (id, Snapshot { status, origin, featured, updated_at, profile });
        (slug, json, with)
    });
    revision::read_all(conn, rows)
}

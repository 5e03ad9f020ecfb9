//! Careers with their current profiles, for bundles, importers and the quality report. The current profile is the live
//! one, or the draft of a career that was never published.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::case_when;
use diesel::prelude::*;

use super::career::{Origin, Status};
use super::{QueryResult, links, old_slug, revision};
use crate::db::{Conn, Word, among, careers, revisions};
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

#[derive(Queryable, Selectable)]
#[diesel(table_name = careers)]
struct SnapshotRow {
    id: i64,
    slug: Word<Slug>,
    status: Word<Status>,
    origin: Word<Origin>,
    featured: bool,
    updated_at: NaiveDateTime,
}

/// Careers with their ids, ordered by id. Links to moved careers use their current slugs.
pub fn of(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<(i64, Snapshot)>> {
    let current = case_when(careers::live_revision_id.is_null(), careers::draft_revision_id)
        .otherwise(careers::live_revision_id);
    let rows: Vec<(SnapshotRow, revision::Json)> = careers::table
        .inner_join(revisions::table.on(revisions::id.nullable().eq(current)))
        .filter(among(careers::id, ids))
        .order(careers::id)
        .select((SnapshotRow::as_select(), revision::Json::as_select()))
        .load(conn)?;
    let mut read = Vec::with_capacity(rows.len());
    for (row, json) in rows {
        read.push((row, json.read()?));
    }
    let moved = moved(conn, read.iter().map(|(_, profile)| profile))?;
    let snapshot = |(row, mut profile): (SnapshotRow, Profile)| {
        old_slug::lead(&mut profile, &row.slug.0, &moved);
        let SnapshotRow { id, status, origin, featured, updated_at, .. } = row;
        (id, Snapshot { status: status.0, origin: origin.0, featured, updated_at, profile })
    };
    Ok(read.into_iter().map(snapshot).collect())
}

/// The current slugs of the moved careers that profiles link to, by old slug.
pub(super) fn moved<'a>(
    conn: &mut Conn,
    profiles: impl Iterator<Item = &'a Profile>,
) -> QueryResult<HashMap<String, Slug>> {
    let linked: Vec<&Slug> = profiles.flat_map(links::linked_careers).collect();
    old_slug::targets(conn, &linked)
}

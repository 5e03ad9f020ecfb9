//! The drafts of many careers, in as many queries as those of one.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::career::Status;
use super::draft::Draft;
use super::revision::Revision;
use super::{QueryResult, document, links, old_slug};
use crate::db::{Conn, Word, careers, revisions};
use crate::profile::{Profile, Slug};

type Row = (i64, Word<Slug>, Word<Status>, i64, Option<NaiveDateTime>);

/// The drafts of careers, by title. Ids that no career has are left out.
pub fn of(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Draft>> {
    let rows: Vec<Row> = careers::table
        .filter(careers::id.eq_any(ids))
        .order((careers::sort_key, careers::id))
        .select((careers::id, careers::slug, careers::status, careers::version, careers::first_published_at))
        .load(conn)?;
    let mut saved = newest(conn, ids)?;
    let unsaved: Vec<i64> = ids.iter().copied().filter(|id| !saved.contains_key(id)).collect();
    let live = document::load_many(conn, &unsaved)?;
    saved.extend(live.into_iter().map(|(id, entry)| (id, (None, entry.profile))));
    let linked: Vec<Slug> =
        saved.values().flat_map(|(_, profile)| links::linked_careers(profile)).cloned().collect();
    let moved = old_slug::targets(conn, &linked.iter().collect::<Vec<_>>())?;
    let draft = |(career_id, slug, status, version, first_published_at): Row| {
        let (revision, mut profile) = saved.remove(&career_id)?;
        old_slug::lead(&mut profile, &slug.0, &moved);
        Some(Draft { career_id, status: status.0, version, first_published_at, revision, profile })
    };
    Ok(rows.into_iter().filter_map(draft).collect())
}

/// The newest revisions of careers with their documents; those that nobody has saved here have none.
fn newest(conn: &mut Conn, ids: &[i64]) -> QueryResult<HashMap<i64, (Option<Revision>, Profile)>> {
    let newer = diesel::alias!(revisions as newer);
    let of_the_same = newer
        .filter(newer.field(revisions::career_id).eq(revisions::career_id))
        .filter(newer.field(revisions::number).gt(revisions::number));
    let rows: Vec<(i64, Revision, String)> = revisions::table
        .filter(revisions::career_id.eq_any(ids))
        .filter(not(exists(of_the_same)))
        .order(revisions::career_id)
        .select((revisions::career_id, Revision::as_select(), revisions::document))
        .load(conn)?;
    let read = |(id, revision, document): (i64, Revision, String)| {
        Ok((id, (Some(revision), serde_json::from_str(&document)?)))
    };
    rows.into_iter().map(read).collect()
}

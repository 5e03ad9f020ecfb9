//! What changed on the site, for feeds: the revisions that went live, and careers that have none.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::QueryResult;
use super::career::{PUBLISHED, Status};
use crate::db::{Conn, Word, among, careers, revisions};
use crate::profile::{Profile, Slug};

/// The revisions that are looked through for those whose careers are published still, for each that is wanted.
const SPARE: i64 = 4;

/// Something that visitors could see from a moment on.
#[derive(Clone, Debug)]
pub struct Change {
    /// The career's id.
    pub career_id: i64,
    /// Its slug, today.
    pub slug: Slug,
    /// The revision that went live; none where a career came without one.
    pub revision: Option<i64>,
    /// When it did, UTC.
    pub at: NaiveDateTime,
    /// The title that it gave the career.
    pub title: String,
    /// The summary, in Markdown.
    pub summary: String,
}

/// A published career as the newest list them.
type CareerRow = (i64, Word<Slug>, NaiveDateTime, String, String);
/// A revision: its id, its career's id, its number and when it went live.
type RevisionRow = (i64, i64, i64, Option<NaiveDateTime>);

/// The newest changes of the whole site, at most so many. A site that has withdrawn most of what changed last has
/// fewer.
pub fn of_site(conn: &mut Conn, most: i64) -> QueryResult<Vec<Change>> {
    let rows: Vec<RevisionRow> = revisions::table
        .filter(revisions::published_at.is_not_null())
        .order((revisions::published_at.desc(), revisions::id.desc()))
        .limit(most * SPARE)
        .select((revisions::id, revisions::career_id, revisions::number, revisions::published_at))
        .load(conn)?;
    let slugs = published(conn, &rows.iter().map(|(_, career, ..)| *career).collect::<Vec<_>>())?;
    let shown = rows.into_iter().filter(|(_, career, ..)| slugs.contains_key(career)).take(most as usize);
    let mut changes = with_documents(conn, shown.collect(), &slugs)?;
    changes.extend(without_revisions(conn, most)?);
    changes.sort_by_key(|change| std::cmp::Reverse((change.at, change.career_id)));
    changes.truncate(most as usize);
    Ok(changes)
}

/// The newest changes of one published career, at most so many.
pub fn of_career(conn: &mut Conn, id: i64, most: i64) -> QueryResult<Vec<Change>> {
    let rows: Vec<RevisionRow> = revisions::table
        .filter(revisions::career_id.eq(id))
        .filter(revisions::published_at.is_not_null())
        .order((revisions::published_at.desc(), revisions::number.desc()))
        .limit(most)
        .select((revisions::id, revisions::career_id, revisions::number, revisions::published_at))
        .load(conn)?;
    if rows.is_empty() {
        let row: CareerRow = careers::table
            .find(id)
            .select((careers::id, careers::slug, careers::updated_at, careers::title, careers::summary))
            .first(conn)?;
        return Ok(vec![itself(row)]);
    }
    let slugs = published(conn, &[id])?;
    with_documents(conn, rows, &slugs)
}

/// The slugs of the published careers among ids.
fn published(conn: &mut Conn, ids: &[i64]) -> QueryResult<HashMap<i64, Slug>> {
    let rows: Vec<(i64, Word<Slug>, Word<Status>)> = careers::table
        .filter(among(careers::id, ids))
        .select((careers::id, careers::slug, careers::status))
        .load(conn)?;
    let published = rows.into_iter().filter(|(.., status)| status.0 == Status::Published);
    Ok(published.map(|(id, slug, _)| (id, slug.0)).collect())
}

fn with_documents(
    conn: &mut Conn,
    rows: Vec<RevisionRow>,
    slugs: &HashMap<i64, Slug>,
) -> QueryResult<Vec<Change>> {
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let documents: Vec<(i64, String)> = revisions::table
        .filter(among(revisions::id, ids))
        .select((revisions::id, revisions::document))
        .load(conn)?;
    let documents: HashMap<i64, String> = documents.into_iter().collect();
    let mut changes = Vec::with_capacity(rows.len());
    for (id, career_id, number, at) in rows {
        let (Some(slug), Some(at), Some(document)) = (slugs.get(&career_id), at, documents.get(&id)) else {
            continue;
        };
        let Profile { title, summary, .. } = serde_json::from_str(document)?;
        changes.push(Change { career_id, slug: slug.clone(), revision: Some(number), at, title, summary });
    }
    Ok(changes)
}

/// The careers that changed last, without those that have revisions to say so.
fn without_revisions(conn: &mut Conn, most: i64) -> QueryResult<Vec<Change>> {
    let rows: Vec<CareerRow> = careers::table
        .filter(careers::status.eq(PUBLISHED))
        .order((careers::updated_at.desc(), careers::id.desc()))
        .limit(most)
        .select((careers::id, careers::slug, careers::updated_at, careers::title, careers::summary))
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let told: Vec<i64> = revisions::table
        .filter(among(revisions::career_id, ids))
        .filter(revisions::published_at.is_not_null())
        .select(revisions::career_id)
        .distinct()
        .load(conn)?;
    let told: HashSet<i64> = told.into_iter().collect();
    Ok(rows.into_iter().filter(|(id, ..)| !told.contains(id)).map(itself).collect())
}

fn itself((career_id, slug, at, title, summary): CareerRow) -> Change {
    Change { career_id, slug: slug.0, revision: None, at, title, summary }
}

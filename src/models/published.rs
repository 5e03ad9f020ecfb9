//! Published careers as lines of a table, by id: all of them, a batch at a time.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::career::Status;
use super::{QueryResult, pay};
use crate::db::{Conn, Word, among, careers, categories};
use crate::profile::{Education, Pay, Slug};

/// A career as a line of a table.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its id.
    pub id: i64,
    /// Its slug.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its category's name.
    pub category: Option<String>,
    /// The O*NET-SOC code it came from.
    pub onet_code: Option<String>,
    /// The typical education.
    pub education: Option<Education>,
    /// When it was last changed, UTC.
    pub updated_at: NaiveDateTime,
    /// Its headline pay, where it may be shown.
    pub pay: Option<Pay>,
}

/// Some of all careers: where the batch ends, and those in it that are published.
#[derive(Debug)]
pub struct Batch<T> {
    /// The id that the next one begins behind; none where this is the last.
    pub end: Option<i64>,
    /// The published careers.
    pub careers: Vec<T>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = careers)]
struct Row {
    id: i64,
    slug: Word<Slug>,
    title: String,
    #[diesel(select_expression = categories::name.nullable())]
    category: Option<String>,
    onet_code: Option<String>,
    education: Option<Word<Education>>,
    updated_at: NaiveDateTime,
    status: Word<Status>,
}

/// The careers behind an id, at most so many. Their status is looked at here and not in the query: SQLite would sort
/// all published careers for each batch.
pub fn after(conn: &mut Conn, id: i64, most: i64) -> QueryResult<Batch<Line>> {
    let rows: Vec<Row> = careers::table
        .left_join(categories::table)
        .filter(careers::id.gt(id))
        .order(careers::id)
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    let end = rows.last().filter(|_| rows.len() as i64 == most).map(|row| row.id);
    Ok(Batch { end, careers: lines(conn, rows)? })
}

/// The published careers among ids, in the order of the ids.
pub fn by_ids(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Line>> {
    let rows: Vec<Row> = careers::table
        .left_join(categories::table)
        .filter(among(careers::id, ids))
        .select(Row::as_select())
        .load(conn)?;
    let mut lines = lines(conn, rows)?;
    let place: HashMap<i64, usize> = ids.iter().copied().zip(0..).collect();
    lines.sort_by_key(|line| place[&line.id]);
    Ok(lines)
}

fn lines(conn: &mut Conn, rows: Vec<Row>) -> QueryResult<Vec<Line>> {
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.status.0 == Status::Published).collect();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut pay = pay::of(conn, &ids)?;
    let line = |row: Row| {
        let headline = pay.remove(&row.id).and_then(|all| all.into_iter().next());
        Line {
            id: row.id,
            slug: row.slug.0,
            title: row.title,
            category: row.category,
            onet_code: row.onet_code,
            education: row.education.map(|level| level.0),
            updated_at: row.updated_at,
            pay: headline.filter(Pay::is_shown),
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

//! Published careers as lines of a list.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::card::headline_pay;
use crate::db::{Conn, Word, among, categories, published};
use crate::models::QueryResult;
use crate::profile::{Education, Pay, Slug};

#[derive(Clone, Debug)]
pub struct Line {
    pub id: i64,
    pub slug: Slug,
    pub title: String,
    /// The category's name.
    pub category: Option<String>,
    pub onet_code: Option<String>,
    pub education: Option<Education>,
    /// When it last changed, UTC.
    pub updated_at: NaiveDateTime,
    /// The headline pay, if it may be shown.
    pub pay: Option<Pay>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = published)]
struct LineRow {
    career_id: i64,
    slug: Word<Slug>,
    title: String,
    #[diesel(select_expression = categories::name.nullable())]
    category: Option<String>,
    onet_code: Option<String>,
    education: Option<Word<Education>>,
    updated_at: NaiveDateTime,
    headline_pay: Option<String>,
}

impl TryFrom<LineRow> for Line {
    type Error = crate::db::Error;

    fn try_from(row: LineRow) -> QueryResult<Self> {
        Ok(Self {
            id: row.career_id,
            slug: row.slug.0,
            title: row.title,
            category: row.category,
            onet_code: row.onet_code,
            education: row.education.map(|level| level.0),
            updated_at: row.updated_at,
            pay: headline_pay(row.headline_pay.as_deref())?,
        })
    }
}

/// The published careers with these ids, in the order of `ids`.
pub fn by_ids(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Line>> {
    let rows: Vec<LineRow> = published::table
        .left_join(categories::table)
        .filter(among(published::career_id, ids))
        .select(LineRow::as_select())
        .load(conn)?;
    let mut lines: Vec<Line> = rows.into_iter().map(Line::try_from).collect::<QueryResult<_>>()?;
    let place: HashMap<i64, usize> = ids.iter().copied().zip(0..).collect();
    lines.sort_by_key(|line| place[&line.id]);
    Ok(lines)
}

//! What people in a career said about it.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{ByCareer, Paged, QueryResult, grouped, insert_all, offset};
use crate::db::{CHUNK, Conn, Word, insights};
use crate::profile::voices::{Insight, Moderation};

#[derive(Insertable)]
#[diesel(table_name = insights, treat_none_as_default_value = false)]
struct NewInsight<'a> {
    career_id: i64,
    employer: &'a str,
    job_title: &'a str,
    said_on: NaiveDate,
    quote: &'a str,
    moderation: &'static str,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = insights)]
struct Row {
    career_id: i64,
    employer: String,
    job_title: String,
    said_on: NaiveDate,
    quote: String,
    moderation: Word<Moderation>,
}

impl From<Row> for Insight {
    fn from(row: Row) -> Self {
        let Row { employer, job_title, said_on, quote, moderation, .. } = row;
        Self { employer, job_title, said_on, quote, moderation: moderation.0 }
    }
}

/// All insights of careers, approved or not, oldest entry first.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<Insight>> {
    let rows: Vec<Row> = insights::table
        .filter(insights::career_id.eq_any(careers))
        .order((insights::career_id, insights::id))
        .select(Row::as_select())
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|row| (row.career_id, row.into()))))
}

/// A page of the approved insights of a career, newest first.
pub fn shown(conn: &mut Conn, career: i64, page: i64, per_page: i64) -> QueryResult<Paged<Insight>> {
    let approved = || {
        let moderation = <&str>::from(Moderation::Approved);
        insights::table.filter(insights::career_id.eq(career)).filter(insights::moderation.eq(moderation))
    };
    let total = approved().select(count_star()).first(conn)?;
    let rows: Vec<Row> = approved()
        .order((insights::said_on.desc(), insights::id))
        .limit(per_page)
        .offset(offset(page, per_page))
        .select(Row::as_select())
        .load(conn)?;
    Ok(Paged { rows: rows.into_iter().map(Into::into).collect(), total, page, per_page })
}

/// Replaces the insights of careers.
pub fn replace(conn: &mut Conn, careers: &[(i64, &[Insight])]) -> QueryResult<()> {
    let ids: Vec<i64> = careers.iter().map(|(id, _)| *id).collect();
    for ids in ids.chunks(CHUNK) {
        diesel::delete(insights::table.filter(insights::career_id.eq_any(ids))).execute(conn)?;
    }
    let rows: Vec<NewInsight<'_>> = careers
        .iter()
        .flat_map(|(career_id, insights)| {
            insights.iter().map(|insight| NewInsight {
                career_id: *career_id,
                employer: &insight.employer,
                job_title: &insight.job_title,
                said_on: insight.said_on,
                quote: &insight.quote,
                moderation: insight.moderation.into(),
            })
        })
        .collect();
    insert_all!(conn, insights::table, rows)
}

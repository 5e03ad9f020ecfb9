//! What a site map lists: the published careers and skills in ranges of ids, and which of a career's pages have
//! something to show.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Timestamp};

use super::QueryResult;
use super::career::{PUBLISHED, Status, UNPUBLISHED};
use super::published::Batch;
use crate::db::{
    Conn, Word, among, career_moves, career_skills, careers, insights, interview_questions, job_postings,
    on_each, pay, pay_figures, skills,
};
use crate::profile::Slug;
use crate::profile::voices::Moderation;

/// A published career, and which of its further pages have something to show.
#[derive(Clone, Debug)]
pub struct CareerPages {
    /// Its slug.
    pub slug: Slug,
    /// When it was last changed, UTC.
    pub updated_at: NaiveDateTime,
    /// Figures of pay.
    pub pay: bool,
    /// Careers near it.
    pub moves: bool,
    /// Quotes.
    pub insights: bool,
    /// Questions.
    pub interviews: bool,
    /// Open jobs.
    pub jobs: bool,
}

/// A range of ids that isn't empty, and when the last of its careers was changed; skills have no such time.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Range {
    /// The place of the range, from 0.
    #[diesel(sql_type = BigInt)]
    pub place: i64,
    /// When the last of its careers was changed, UTC.
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub updated_at: Option<NaiveDateTime>,
}

/// The ranges of so many ids that hold published careers.
pub fn career_ranges(conn: &mut Conn, span: i64) -> QueryResult<Vec<Range>> {
    ranges(
        conn,
        &format!(
            "SELECT (id - 1) / {span} AS place, MAX(updated_at) AS updated_at FROM careers \
             WHERE status = '{PUBLISHED}' GROUP BY (id - 1) / {span} ORDER BY 1"
        ),
    )
}

/// The ranges of so many ids that hold skills.
pub fn skill_ranges(conn: &mut Conn, span: i64) -> QueryResult<Vec<Range>> {
    ranges(
        conn,
        &format!(
            "SELECT (id - 1) / {span} AS place, CAST(NULL AS TIMESTAMP) AS updated_at FROM skills \
             GROUP BY (id - 1) / {span} ORDER BY 1"
        ),
    )
}

/// Diesel has no division to group by.
fn ranges(conn: &mut Conn, sql: &str) -> QueryResult<Vec<Range>> {
    Ok(on_each!(conn, c => diesel::sql_query(sql).load(c))?)
}

/// The careers with ids behind `after` and up to `last`, at most so many.
pub fn careers(
    conn: &mut Conn,
    (after, last): (i64, i64),
    most: i64,
    today: NaiveDate,
) -> QueryResult<Batch<CareerPages>> {
    let rows: Vec<(i64, Word<Slug>, NaiveDateTime, Word<Status>)> = careers::table
        .filter(careers::id.gt(after))
        .filter(careers::id.le(last))
        .order(careers::id)
        .limit(most)
        .select((careers::id, careers::slug, careers::updated_at, careers::status))
        .load(conn)?;
    let end = rows.last().filter(|_| rows.len() as i64 == most).map(|(id, ..)| *id);
    let rows: Vec<_> = rows.into_iter().filter(|(.., status)| status.0 == Status::Published).collect();
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let (pay, moves) = (with_pay(conn, &ids)?, with_moves(conn, &ids)?);
    let (insights, interviews) = (with_insights(conn, &ids)?, with_questions(conn, &ids)?);
    let jobs = with_jobs(conn, &ids, today)?;
    let pages = |(id, slug, updated_at, _): (i64, Word<Slug>, _, _)| CareerPages {
        slug: slug.0,
        updated_at,
        pay: pay.contains(&id),
        moves: moves.contains(&id),
        insights: insights.contains(&id),
        interviews: interviews.contains(&id),
        jobs: jobs.contains(&id),
    };
    Ok(Batch { end, careers: rows.into_iter().map(pages).collect() })
}

/// The slugs of the skills with ids behind `after` and up to `last` that published careers ask for.
pub fn skills(conn: &mut Conn, (after, last): (i64, i64)) -> QueryResult<Vec<Slug>> {
    let rows: Vec<(i64, Word<Slug>, i64)> = skills::table
        .filter(skills::id.gt(after))
        .filter(skills::id.le(last))
        .order(skills::id)
        .select((skills::id, skills::slug, skills::uses))
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let unpublished: Vec<(i64, i64)> = careers::table
        .inner_join(career_skills::table)
        .filter(among(careers::status, UNPUBLISHED))
        .filter(among(career_skills::skill_id, ids))
        .group_by(career_skills::skill_id)
        .select((career_skills::skill_id, diesel::dsl::count_star()))
        .load(conn)?;
    let hidden =
        |id: i64| unpublished.iter().find(|(skill, _)| *skill == id).map_or(0, |(_, careers)| *careers);
    let asked_for = rows.into_iter().filter(|(id, _, uses)| uses - hidden(*id) > 0);
    Ok(asked_for.map(|(_, slug, _)| slug.0).collect())
}

type Ids = QueryResult<HashSet<i64>>;

/// The careers of which a figure may be shown, as [`Pay::is_publishable`](crate::profile::Pay::is_publishable) says.
fn with_pay(conn: &mut Conn, ids: &[i64]) -> Ids {
    let rows: Vec<i64> = pay::table
        .inner_join(pay_figures::table)
        .filter(among(pay::career_id, ids))
        .filter(pay::report_count.is_null().or(pay::report_count.ge(5)))
        .select(pay::career_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The status is looked at here: asked for it, SQLite goes through all published careers for each batch.
fn with_moves(conn: &mut Conn, ids: &[i64]) -> Ids {
    let rows: Vec<(i64, Word<Status>)> = career_moves::table
        .inner_join(careers::table.on(careers::id.eq(career_moves::target_id)))
        .filter(among(career_moves::career_id, ids))
        .select((career_moves::career_id, careers::status))
        .distinct()
        .load(conn)?;
    let published = rows.into_iter().filter(|(_, status)| status.0 == Status::Published);
    Ok(published.map(|(id, _)| id).collect())
}

fn with_insights(conn: &mut Conn, ids: &[i64]) -> Ids {
    let approved: &str = Moderation::Approved.into();
    let rows: Vec<i64> = insights::table
        .filter(among(insights::career_id, ids))
        .filter(insights::moderation.eq(approved))
        .select(insights::career_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

fn with_questions(conn: &mut Conn, ids: &[i64]) -> Ids {
    let approved: &str = Moderation::Approved.into();
    let rows: Vec<i64> = interview_questions::table
        .filter(among(interview_questions::career_id, ids))
        .filter(interview_questions::moderation.eq(approved))
        .select(interview_questions::career_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

fn with_jobs(conn: &mut Conn, ids: &[i64], today: NaiveDate) -> Ids {
    let open = job_postings::expires_on.is_null().or(job_postings::expires_on.ge(today));
    let rows: Vec<i64> = job_postings::table
        .filter(among(job_postings::career_id, ids))
        .filter(open)
        .select(job_postings::career_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

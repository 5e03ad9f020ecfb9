//! The entries of a site map: published careers and skills in ranges of ids, and which pages of a career have content.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Timestamp};

use super::live::Batch;
use crate::db::{
    Conn, Word, among, insights, interview_questions, jobs, on_each, published, similar_careers, skills,
};
use crate::models::QueryResult;
use crate::profile::Slug;
use crate::profile::voices::Moderation;

/// A published career, and which of its other pages have content.
#[derive(Clone, Debug)]
pub struct CareerPages {
    pub slug: Slug,
    /// When it last changed, UTC.
    pub updated_at: NaiveDateTime,
    pub pay: bool,
    pub moves: bool,
    pub insights: bool,
    pub interviews: bool,
    pub jobs: bool,
}

/// A range of ids that isn't empty.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct IdRange {
    /// The index of the range, from 0.
    #[diesel(sql_type = BigInt)]
    pub place: i64,
    /// When a career in the range last changed, UTC; none for skills.
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub updated_at: Option<NaiveDateTime>,
}

/// The ranges of `span` ids that contain published careers.
pub fn career_ranges(conn: &mut Conn, span: i64) -> QueryResult<Vec<IdRange>> {
    ranges(
        conn,
        &format!(
            "SELECT (career_id - 1) / {span} AS place, MAX(updated_at) AS updated_at FROM published \
             GROUP BY (career_id - 1) / {span} ORDER BY 1"
        ),
    )
}

/// The ranges of `span` ids that contain skills.
pub fn skill_ranges(conn: &mut Conn, span: i64) -> QueryResult<Vec<IdRange>> {
    ranges(
        conn,
        &format!(
            "SELECT (id - 1) / {span} AS place, CAST(NULL AS TIMESTAMP) AS updated_at FROM skills \
             GROUP BY (id - 1) / {span} ORDER BY 1"
        ),
    )
}

/// Raw SQL, because diesel can't group by a division.
fn ranges(conn: &mut Conn, sql: &str) -> QueryResult<Vec<IdRange>> {
    Ok(on_each!(conn, c => diesel::sql_query(sql).load(c))?)
}

/// The careers with ids after `after` and up to `last`, at most `most`.
pub fn careers(
    conn: &mut Conn,
    (after, last): (i64, i64),
    most: i64,
    today: NaiveDate,
) -> QueryResult<Batch<CareerPages>> {
    let rows: Vec<(i64, Word<Slug>, NaiveDateTime, bool)> = published::table
        .filter(published::career_id.gt(after))
        .filter(published::career_id.le(last))
        .order(published::career_id)
        .limit(most)
        .select((published::career_id, published::slug, published::updated_at, published::has_pay))
        .load(conn)?;
    let end = rows.last().filter(|_| rows.len() as i64 == most).map(|(id, ..)| *id);
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let moves = with_similar(conn, &ids)?;
    let (insights, interviews) = (with_insights(conn, &ids)?, with_questions(conn, &ids)?);
    let jobs = with_jobs(conn, &ids, today)?;
    let pages = |(id, slug, updated_at, pay): (i64, Word<Slug>, _, _)| CareerPages {
        slug: slug.0,
        updated_at,
        pay,
        moves: moves.contains(&id),
        insights: insights.contains(&id),
        interviews: interviews.contains(&id),
        jobs: jobs.contains(&id),
    };
    Ok(Batch { end, careers: rows.into_iter().map(pages).collect() })
}

/// The slugs of the skills with ids after `after` and up to `last` that published careers ask for.
pub fn skills(conn: &mut Conn, (after, last): (i64, i64)) -> QueryResult<Vec<Slug>> {
    let rows: Vec<Word<Slug>> = skills::table
        .filter(skills::id.gt(after))
        .filter(skills::id.le(last))
        .filter(skills::uses.gt(0))
        .order(skills::id)
        .select(skills::slug)
        .load(conn)?;
    Ok(rows.into_iter().map(|slug| slug.0).collect())
}

type Ids = QueryResult<HashSet<i64>>;

fn with_similar(conn: &mut Conn, ids: &[i64]) -> Ids {
    let rows: Vec<i64> = similar_careers::table
        .filter(among(similar_careers::career_id, ids))
        .select(similar_careers::career_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().collect())
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
    let open = jobs::expires_on.is_null().or(jobs::expires_on.ge(today));
    let rows: Vec<i64> = jobs::table
        .filter(among(jobs::career_id, ids))
        .filter(open)
        .select(jobs::career_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

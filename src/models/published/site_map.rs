//! The entries of a site map: published careers and skills in ranges of ids, and which pages of a career have content.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Timestamp};

use super::live::Batch;
use crate::db::{Conn, insights, interview_questions, jobs, on_each, published, similar_careers, skills};
use crate::models::QueryResult;
use crate::profile::Slug;
use crate::profile::comparable::ComparableKind;
use crate::profile::voices::Moderation;

/// A published career, and which of its other pages have content.
#[derive(Clone, Debug, Queryable)]
pub struct CareerPages {
    pub id: i64,
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
    ranges(conn, "published", "career_id", "MAX(updated_at)", span)
}

/// The ranges of `span` ids that contain skills.
pub fn skill_ranges(conn: &mut Conn, span: i64) -> QueryResult<Vec<IdRange>> {
    ranges(conn, "skills WHERE kind = 'skill'", "id", "CAST(NULL AS TIMESTAMP)", span)
}

/// Raw SQL, because diesel can't group by a division.
fn ranges(conn: &mut Conn, table: &str, id: &str, updated_at: &str, span: i64) -> QueryResult<Vec<IdRange>> {
    let sql = format!(
        "SELECT ({id} - 1) / {span} AS place, {updated_at} AS updated_at FROM {table} \
         GROUP BY ({id} - 1) / {span} ORDER BY 1"
    );
    Ok(on_each!(conn, c => diesel::sql_query(&sql).load(c))?)
}

/// The careers with ids after `after` and up to `last`, at most `most`.
pub fn careers(
    conn: &mut Conn,
    (after, last): (i64, i64),
    most: i64,
    today: NaiveDate,
) -> QueryResult<Batch<CareerPages>> {
    let similar = similar_careers::table.filter(similar_careers::career_id.eq(published::career_id));
    let insights = insights::table.filter(insights::career_id.eq(published::career_id));
    let questions =
        interview_questions::table.filter(interview_questions::career_id.eq(published::career_id));
    let open = jobs::expires_on.is_null().or(jobs::expires_on.ge(today));
    let jobs = jobs::table.filter(jobs::career_id.eq(published::career_id)).filter(open);
    let careers: Vec<CareerPages> = published::table
        .filter(published::career_id.gt(after))
        .filter(published::career_id.le(last))
        .order(published::career_id)
        .limit(most)
        .select((
            published::career_id,
            published::slug,
            published::updated_at,
            published::has_pay,
            exists(similar),
            exists(insights.filter(insights::moderation.eq(Moderation::Approved))),
            exists(questions.filter(interview_questions::moderation.eq(Moderation::Approved))),
            exists(jobs),
        ))
        .load(conn)?;
    let end = careers.last().filter(|_| careers.len() as i64 == most).map(|career| career.id);
    Ok(Batch { end, careers })
}

/// The slugs of the skills with ids after `after` and up to `last` that published careers ask for.
pub fn skills(conn: &mut Conn, (after, last): (i64, i64)) -> QueryResult<Vec<Slug>> {
    Ok(skills::table
        .filter(skills::id.gt(after))
        .filter(skills::id.le(last))
        .filter(skills::uses.gt(0))
        .filter(skills::kind.eq(ComparableKind::Skill))
        .order(skills::id)
        .select(skills::slug)
        .load(conn)?)
}

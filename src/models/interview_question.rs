//! Questions that people were asked in interviews.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{ByCareer, Paged, QueryResult, grouped, insert_all, offset};
use crate::db::{CHUNK, Conn, Word, interview_questions};
use crate::profile::voices::{InterviewQuestion, Moderation};

#[derive(Insertable)]
#[diesel(table_name = interview_questions, treat_none_as_default_value = false)]
struct NewQuestion<'a> {
    career_id: i64,
    question: &'a str,
    answer: Option<&'a str>,
    moderation: &'static str,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = interview_questions)]
struct Row {
    career_id: i64,
    question: String,
    answer: Option<String>,
    moderation: Word<Moderation>,
}

impl From<Row> for InterviewQuestion {
    fn from(row: Row) -> Self {
        Self { question: row.question, answer: row.answer, moderation: row.moderation.0 }
    }
}

/// All questions of careers, approved or not, oldest entry first.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<InterviewQuestion>> {
    let rows: Vec<Row> = interview_questions::table
        .filter(interview_questions::career_id.eq_any(careers))
        .order((interview_questions::career_id, interview_questions::id))
        .select(Row::as_select())
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|row| (row.career_id, row.into()))))
}

/// A page of the approved questions of a career.
pub fn shown(
    conn: &mut Conn,
    career: i64,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<InterviewQuestion>> {
    use interview_questions::{career_id, id, moderation, table};
    let approved = || {
        let approved = <&str>::from(Moderation::Approved);
        table.filter(career_id.eq(career)).filter(moderation.eq(approved))
    };
    let total = approved().select(count_star()).first(conn)?;
    let rows: Vec<Row> = approved()
        .order(id)
        .limit(per_page)
        .offset(offset(page, per_page))
        .select(Row::as_select())
        .load(conn)?;
    Ok(Paged { rows: rows.into_iter().map(Into::into).collect(), total, page, per_page })
}

/// Replaces the questions of careers.
pub fn replace(conn: &mut Conn, careers: &[(i64, &[InterviewQuestion])]) -> QueryResult<()> {
    let ids: Vec<i64> = careers.iter().map(|(id, _)| *id).collect();
    for ids in ids.chunks(CHUNK) {
        diesel::delete(interview_questions::table.filter(interview_questions::career_id.eq_any(ids)))
            .execute(conn)?;
    }
    let rows: Vec<NewQuestion<'_>> = careers
        .iter()
        .flat_map(|(career_id, questions)| {
            questions.iter().map(|question| NewQuestion {
                career_id: *career_id,
                question: &question.question,
                answer: question.answer.as_deref(),
                moderation: question.moderation.into(),
            })
        })
        .collect();
    insert_all!(conn, interview_questions::table, rows)
}

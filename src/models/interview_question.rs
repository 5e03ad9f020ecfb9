//! Questions that people were asked in interviews.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::audit::Kind;
use super::content::{Content, Listed, OfCareer, Refused, Stored, career_id, moderated, one};
use super::insight::Filter;
use super::text::holds;
use super::{ByCareer, Paged, QueryResult, grouped, insert_all, offset};
use crate::db::{Backend, CHUNK, Conn, Word, careers, interview_questions};
use crate::profile::Slug;
use crate::profile::voices::{InterviewQuestion, Moderation};

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = interview_questions, treat_none_as_default_value = false, treat_none_as_null = true)]
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
        .flat_map(|(career_id, questions)| questions.iter().map(|question| new(*career_id, question)))
        .collect();
    insert_all!(conn, interview_questions::table, rows)
}

type Joined = (i64, i64, Word<Slug>, String, Row);

/// A page of the questions that pass a filter, shown or not, those added last first.
pub fn listed(
    conn: &mut Conn,
    filter: &Filter,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<Listed<InterviewQuestion>>> {
    let chosen = || {
        let mut chosen = interview_questions::table.inner_join(careers::table).into_boxed::<Backend>();
        if let Some(career) = &filter.career {
            chosen = chosen.filter(careers::slug.eq(career));
        }
        if let Some(moderation) = filter.moderation {
            chosen = chosen.filter(interview_questions::moderation.eq(<&str>::from(moderation)));
        }
        if let Some(text) = &filter.text {
            chosen = chosen.filter(holds!(interview_questions::question, text));
        }
        chosen
    };
    let total = chosen().select(count_star()).first(conn)?;
    let rows: Vec<Joined> = chosen()
        .order(interview_questions::id.desc())
        .limit(per_page)
        .offset(offset(page, per_page))
        .select((
            interview_questions::id,
            interview_questions::version,
            careers::slug,
            careers::title,
            Row::as_select(),
        ))
        .load(conn)?;
    Ok(Paged { rows: rows.into_iter().map(Listed::from).collect(), total, page, per_page })
}

impl From<Joined> for Listed<InterviewQuestion> {
    fn from((id, version, career, career_title, row): Joined) -> Self {
        let value = OfCareer { career: career.0, what: row.into() };
        Self { stored: Stored { id, version, value }, career_title }
    }
}

fn new(career_id: i64, question: &InterviewQuestion) -> NewQuestion<'_> {
    NewQuestion {
        career_id,
        question: &question.question,
        answer: question.answer.as_deref(),
        moderation: question.moderation.into(),
    }
}

impl Content for OfCareer<InterviewQuestion> {
    const KIND: Kind = Kind::InterviewQuestion;

    fn name(&self) -> String {
        self.what.question.clone()
    }

    fn action(&self, before: &Self) -> &'static str {
        moderated(self.what.moderation, before.what.moderation)
    }

    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>> {
        let row: Option<Joined> = interview_questions::table
            .inner_join(careers::table)
            .filter(interview_questions::id.eq(id))
            .select((
                interview_questions::id,
                interview_questions::version,
                careers::slug,
                careers::title,
                Row::as_select(),
            ))
            .first(conn)
            .optional()?;
        Ok(row.map(|row| Listed::from(row).stored))
    }

    fn insert(conn: &mut Conn, value: &Self) -> Result<i64, Refused> {
        let row = new(career_id(conn, &value.career)?, &value.what);
        Ok(diesel::insert_into(interview_questions::table)
            .values(row)
            .returning(interview_questions::id)
            .get_result(conn)?)
    }

    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), Refused> {
        let row = new(career_id(conn, &value.career)?, &value.what);
        let old = interview_questions::table
            .find(before.id)
            .filter(interview_questions::version.eq(before.version));
        one(diesel::update(old)
            .set((row, interview_questions::version.eq(before.version + 1)))
            .execute(conn)?)
    }

    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), Refused> {
        let old = interview_questions::table
            .find(stored.id)
            .filter(interview_questions::version.eq(stored.version));
        one(diesel::delete(old).execute(conn)?)
    }
}

//! Questions that people were asked in interviews.

use diesel::prelude::*;

use super::audit::Kind;
use super::content::{Content, ContentRefused, Noun, Stored, one};
use super::of_career::{ContentFilter, Joined, Listed, OfCareer, career_id, moderated, of_career, stored_in};
use super::text::holds;
use super::{ByCareer, Paged, QueryResult, grouped, insert_all, paged};
use crate::db::{Backend, CHUNK, Conn, careers, interview_questions};
use crate::profile::voices::{InterviewQuestion, Moderation};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = interview_questions, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    career_id: i64,
    question: String,
    answer: Option<String>,
    moderation: Moderation,
}

impl From<Row> for InterviewQuestion {
    fn from(row: Row) -> Self {
        Self { question: row.question, answer: row.answer, moderation: row.moderation }
    }
}

of_career!(interview_questions, InterviewQuestion, Moderation);

/// Approved questions only.
pub fn shown(
    conn: &mut Conn,
    career: i64,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<InterviewQuestion>> {
    use interview_questions::{career_id, id, moderation, table};
    let approved = || table.filter(career_id.eq(career)).filter(moderation.eq(Moderation::Approved));
    let rows: Paged<Row> = paged!(conn, approved, id, Row::as_select(), page, per_page);
    Ok(rows.map(Into::into))
}

fn narrowed<'a>(mut chosen: Chosen<'a>, filter: &'a ContentFilter<Moderation>) -> Chosen<'a> {
    if let Some(moderation) = filter.state {
        chosen = chosen.filter(interview_questions::moderation.eq(moderation));
    }
    if let Some(text) = &filter.text {
        chosen = chosen.filter(holds!(interview_questions::question, text));
    }
    chosen
}

fn new(career_id: i64, question: &InterviewQuestion) -> Row {
    let InterviewQuestion { question, answer, moderation } = question.clone();
    Row { career_id, question, answer, moderation }
}

impl Content for OfCareer<InterviewQuestion> {
    const NOUN: Noun = Noun {
        kind: Kind::InterviewQuestion,
        section: "questions",
        one: "interview question",
        a_one: "an interview question",
        many: "Interview questions",
        plural: "interview questions",
    };

    fn name(&self) -> String {
        self.what.question.clone()
    }

    fn action(&self, before: &Self) -> &'static str {
        moderated(self.what.moderation, before.what.moderation)
    }

    stored_in!(interview_questions);
}

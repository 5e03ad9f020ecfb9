//! Frequently asked questions.

use diesel::prelude::*;

use super::{ByCareer, QueryResult, grouped, insert_all};
use crate::db::{Conn, among, faqs};
use crate::profile::{Faq, Profile};

#[derive(Insertable)]
#[diesel(table_name = faqs, treat_none_as_default_value = false)]
struct NewFaq<'a> {
    career_id: i64,
    position: i32,
    question: &'a str,
    answer: &'a str,
}

/// The questions of careers.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<Faq>> {
    let rows: Vec<(i64, String, String)> = faqs::table
        .filter(among(faqs::career_id, careers))
        .order((faqs::career_id, faqs::position))
        .select((faqs::career_id, faqs::question, faqs::answer))
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|(career, question, answer)| (career, Faq { question, answer }))))
}

/// Writes the questions of careers.
pub fn insert(conn: &mut Conn, careers: &[(i64, &Profile)]) -> QueryResult<()> {
    let rows: Vec<NewFaq<'_>> = careers
        .iter()
        .flat_map(|(career_id, profile)| {
            profile.faqs.iter().zip(0..).map(|(faq, position)| NewFaq {
                career_id: *career_id,
                position,
                question: &faq.question,
                answer: &faq.answer,
            })
        })
        .collect();
    insert_all!(conn, faqs::table, rows)
}

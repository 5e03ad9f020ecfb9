//! The steps of a career path.

use diesel::prelude::*;

use super::links::Links;
use super::{ByCareer, QueryResult, grouped, insert_all};
use crate::db::{Conn, Word, among, careers, path_steps};
use crate::profile::money::{Bound, Currency, Figure, Money, Period};
use crate::profile::{PathStep, Profile, Slug};

#[derive(Insertable)]
#[diesel(table_name = path_steps, treat_none_as_default_value = false)]
struct NewStep<'a> {
    career_id: i64,
    position: i32,
    title: &'a str,
    step_career_id: Option<i64>,
    amount: Option<i64>,
    bound: Option<&'static str>,
    currency: Option<&'static str>,
    period: Option<&'static str>,
}

#[derive(Queryable)]
struct Row {
    career_id: i64,
    title: String,
    career: Option<Word<Slug>>,
    amount: Option<i64>,
    bound: Option<Word<Bound>>,
    currency: Option<Word<Currency>>,
    period: Option<Word<Period>>,
}

impl Row {
    fn money(&self) -> Option<Money> {
        let figure = Figure { amount: self.amount?, bound: self.bound?.0 };
        Some(Money { figure, currency: self.currency?.0, period: self.period?.0 })
    }
}

/// The steps of careers.
pub fn of(conn: &mut Conn, ids: &[i64]) -> QueryResult<ByCareer<PathStep>> {
    use path_steps::{amount, bound, career_id, currency, period, position, table, title};
    let rows: Vec<Row> = table
        .left_join(careers::table.on(path_steps::step_career_id.eq(careers::id.nullable())))
        .filter(among(career_id, ids))
        .order((career_id, position))
        .select((career_id, title, careers::slug.nullable(), amount, bound, currency, period))
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|row| {
        let pay = row.money();
        (row.career_id, PathStep { title: row.title, career: row.career.map(|slug| slug.0), pay })
    })))
}

/// Writes the steps of careers.
pub(super) fn insert(conn: &mut Conn, careers: &[(i64, &Profile)], links: &Links) -> QueryResult<()> {
    let rows: Vec<NewStep<'_>> = careers
        .iter()
        .flat_map(|(career_id, profile)| {
            profile.path.iter().zip(0..).map(|(step, position)| NewStep {
                career_id: *career_id,
                position,
                title: &step.title,
                step_career_id: step.career.as_ref().map(|slug| links.careers[slug.as_str()]),
                amount: step.pay.map(|pay| pay.figure.amount),
                bound: step.pay.map(|pay| pay.figure.bound.into()),
                currency: step.pay.map(|pay| pay.currency.code()),
                period: step.pay.map(|pay| pay.period.into()),
            })
        })
        .collect();
    insert_all!(conn, path_steps::table, rows)
}

//! Open jobs.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{ByCareer, Paged, QueryResult, grouped, insert_all, offset};
use crate::db::{CHUNK, Conn, Word, job_postings};
use crate::profile::money::{Currency, Period};
use crate::profile::voices::{JobPay, JobPosting};

#[derive(Insertable)]
#[diesel(table_name = job_postings, treat_none_as_default_value = false)]
struct NewPosting<'a> {
    career_id: i64,
    title: &'a str,
    employer: &'a str,
    place: Option<&'a str>,
    currency: Option<&'static str>,
    period: Option<&'static str>,
    pay_low: Option<i64>,
    pay_high: Option<i64>,
    posted_on: NaiveDate,
    expires_on: Option<NaiveDate>,
    url: &'a str,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = job_postings)]
struct Row {
    career_id: i64,
    title: String,
    employer: String,
    place: Option<String>,
    currency: Option<Word<Currency>>,
    period: Option<Word<Period>>,
    pay_low: Option<i64>,
    pay_high: Option<i64>,
    posted_on: NaiveDate,
    expires_on: Option<NaiveDate>,
    url: String,
}

impl Row {
    fn pay(&self) -> Option<JobPay> {
        let (currency, period) = (self.currency?.0, self.period?.0);
        Some(JobPay { currency, period, low: self.pay_low?, high: self.pay_high? })
    }
}

impl From<Row> for JobPosting {
    fn from(row: Row) -> Self {
        let pay = row.pay();
        let Row { title, employer, place, posted_on, expires_on, url, .. } = row;
        Self { title, employer, place, pay, posted_on, expires_on, url }
    }
}

/// All postings of careers, open or not, oldest entry first.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<JobPosting>> {
    let rows: Vec<Row> = job_postings::table
        .filter(job_postings::career_id.eq_any(careers))
        .order((job_postings::career_id, job_postings::id))
        .select(Row::as_select())
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|row| (row.career_id, row.into()))))
}

/// A page of the postings of a career that are open on a day, newest first.
pub fn shown(
    conn: &mut Conn,
    career: i64,
    today: NaiveDate,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<JobPosting>> {
    use job_postings::{career_id, expires_on, id, posted_on, table};
    let open = || table.filter(career_id.eq(career)).filter(expires_on.is_null().or(expires_on.ge(today)));
    let total = open().select(count_star()).first(conn)?;
    let rows: Vec<Row> = open()
        .order((posted_on.desc(), id))
        .limit(per_page)
        .offset(offset(page, per_page))
        .select(Row::as_select())
        .load(conn)?;
    Ok(Paged { rows: rows.into_iter().map(Into::into).collect(), total, page, per_page })
}

/// Replaces the postings of careers.
pub fn replace(conn: &mut Conn, careers: &[(i64, &[JobPosting])]) -> QueryResult<()> {
    let ids: Vec<i64> = careers.iter().map(|(id, _)| *id).collect();
    for ids in ids.chunks(CHUNK) {
        diesel::delete(job_postings::table.filter(job_postings::career_id.eq_any(ids))).execute(conn)?;
    }
    let rows: Vec<NewPosting<'_>> = careers
        .iter()
        .flat_map(|(career_id, postings)| {
            postings.iter().map(|posting| NewPosting {
                career_id: *career_id,
                title: &posting.title,
                employer: &posting.employer,
                place: posting.place.as_deref(),
                currency: posting.pay.map(|pay| pay.currency.code()),
                period: posting.pay.map(|pay| pay.period.into()),
                pay_low: posting.pay.map(|pay| pay.low),
                pay_high: posting.pay.map(|pay| pay.high),
                posted_on: posting.posted_on,
                expires_on: posting.expires_on,
                url: &posting.url,
            })
        })
        .collect();
    insert_all!(conn, job_postings::table, rows)
}

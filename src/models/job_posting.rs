//! Jobs: open positions in a career.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::audit::Kind;
use super::content::{Content, ContentRefused, Noun, Stored, one};
use super::of_career::{ContentFilter, Joined, Listed, OfCareer, career_id, of_career, stored_in};
use super::text::holds;
use super::{ByCareer, Paged, QueryResult, grouped, insert_all, paged};
use crate::db::{Backend, CHUNK, Conn, careers, jobs};
use crate::profile::money::{Currency, Period};
use crate::profile::voices::{JobPay, JobPosting};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = jobs, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    career_id: i64,
    title: String,
    employer: String,
    place: Option<String>,
    currency: Option<Currency>,
    period: Option<Period>,
    pay_low: Option<i64>,
    pay_high: Option<i64>,
    posted_on: NaiveDate,
    expires_on: Option<NaiveDate>,
    url: String,
}

impl Row {
    fn pay(&self) -> Option<JobPay> {
        let (currency, period) = (self.currency?, self.period?);
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

of_career!(jobs, JobPosting, (NaiveDate, bool));

/// Jobs that are open on a day, newest first.
pub fn shown(
    conn: &mut Conn,
    career: i64,
    today: NaiveDate,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<JobPosting>> {
    use jobs::{career_id, expires_on, id, posted_on, table};
    let open = || table.filter(career_id.eq(career)).filter(expires_on.is_null().or(expires_on.ge(today)));
    let rows: Paged<Row> = paged!(conn, open, (posted_on.desc(), id), Row::as_select(), page, per_page);
    Ok(rows.map(Into::into))
}

/// The state is a day, and whether to list the jobs that are open on that day or the ones that have expired.
fn narrowed<'a>(mut chosen: Chosen<'a>, filter: &'a ContentFilter<(NaiveDate, bool)>) -> Chosen<'a> {
    match filter.state {
        Some((today, true)) => {
            let open = jobs::expires_on.is_null().or(jobs::expires_on.ge(today));
            chosen = chosen.filter(open);
        }
        Some((today, false)) => chosen = chosen.filter(jobs::expires_on.lt(today)),
        None => {}
    }
    if let Some(text) = &filter.text {
        let who = holds!(jobs::employer, text);
        chosen = chosen.filter(holds!(jobs::title, text).or(who));
    }
    chosen
}

fn new(career_id: i64, posting: &JobPosting) -> Row {
    let JobPosting { title, employer, place, pay, posted_on, expires_on, url } = posting.clone();
    Row {
        career_id,
        title,
        employer,
        place,
        currency: pay.map(|pay| pay.currency),
        period: pay.map(|pay| pay.period),
        pay_low: pay.map(|pay| pay.low),
        pay_high: pay.map(|pay| pay.high),
        posted_on,
        expires_on,
        url,
    }
}

impl Content for OfCareer<JobPosting> {
    const NOUN: Noun = Noun {
        kind: Kind::JobPosting,
        section: "jobs",
        one: "job",
        a_one: "a job",
        many: "Jobs",
        plural: "jobs",
    };

    fn name(&self) -> String {
        format!("{}, {}", self.what.title, self.what.employer)
    }

    stored_in!(jobs);
}

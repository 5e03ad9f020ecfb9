//! Open jobs.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::audit::Kind;
use super::content::{Content, Listed, OfCareer, Refused, Stored, career_id, one};
use super::text::holds;
use super::{ByCareer, Paged, QueryResult, grouped, insert_all, offset};
use crate::db::{Backend, CHUNK, Conn, Word, careers, job_postings};
use crate::profile::Slug;
use crate::profile::money::{Currency, Period};
use crate::profile::voices::{JobPay, JobPosting};

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = job_postings, treat_none_as_default_value = false, treat_none_as_null = true)]
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
        .flat_map(|(career_id, postings)| postings.iter().map(|posting| new(*career_id, posting)))
        .collect();
    insert_all!(conn, job_postings::table, rows)
}

/// Which postings a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those of this career.
    pub career: Option<String>,
    /// Those that are open on a day, or those that aren't.
    pub open: Option<(NaiveDate, bool)>,
    /// Those that hold this text.
    pub text: Option<String>,
}

type Joined = (i64, i64, Word<Slug>, String, Row);

/// A page of the postings that pass a filter, open or not, those added last first.
pub fn listed(
    conn: &mut Conn,
    filter: &Filter,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<Listed<JobPosting>>> {
    let chosen = || {
        let mut chosen = job_postings::table.inner_join(careers::table).into_boxed::<Backend>();
        if let Some(career) = &filter.career {
            chosen = chosen.filter(careers::slug.eq(career));
        }
        match filter.open {
            Some((today, true)) => {
                let open = job_postings::expires_on.is_null().or(job_postings::expires_on.ge(today));
                chosen = chosen.filter(open);
            }
            Some((today, false)) => chosen = chosen.filter(job_postings::expires_on.lt(today)),
            None => {}
        }
        if let Some(text) = &filter.text {
            let who = holds!(job_postings::employer, text);
            chosen = chosen.filter(holds!(job_postings::title, text).or(who));
        }
        chosen
    };
    let total = chosen().select(count_star()).first(conn)?;
    let rows: Vec<Joined> = chosen()
        .order(job_postings::id.desc())
        .limit(per_page)
        .offset(offset(page, per_page))
        .select((job_postings::id, job_postings::version, careers::slug, careers::title, Row::as_select()))
        .load(conn)?;
    Ok(Paged { rows: rows.into_iter().map(Listed::from).collect(), total, page, per_page })
}

impl From<Joined> for Listed<JobPosting> {
    fn from((id, version, career, career_title, row): Joined) -> Self {
        let value = OfCareer { career: career.0, what: row.into() };
        Self { stored: Stored { id, version, value }, career_title }
    }
}

fn new(career_id: i64, posting: &JobPosting) -> NewPosting<'_> {
    NewPosting {
        career_id,
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
    }
}

impl Content for OfCareer<JobPosting> {
    const KIND: Kind = Kind::JobPosting;

    fn name(&self) -> String {
        format!("{}, {}", self.what.title, self.what.employer)
    }

    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>> {
        let row: Option<Joined> = job_postings::table
            .inner_join(careers::table)
            .filter(job_postings::id.eq(id))
            .select((
                job_postings::id,
                job_postings::version,
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
        Ok(diesel::insert_into(job_postings::table)
            .values(row)
            .returning(job_postings::id)
            .get_result(conn)?)
    }

    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), Refused> {
        let row = new(career_id(conn, &value.career)?, &value.what);
        let old = job_postings::table.find(before.id).filter(job_postings::version.eq(before.version));
        one(diesel::update(old).set((row, job_postings::version.eq(before.version + 1))).execute(conn)?)
    }

    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), Refused> {
        let old = job_postings::table.find(stored.id).filter(job_postings::version.eq(stored.version));
        one(diesel::delete(old).execute(conn)?)
    }
}

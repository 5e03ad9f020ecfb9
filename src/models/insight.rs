//! What people in a career said about it.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::audit::{Actor, Kind};
use super::content::{self, Content, Listed, OfCareer, Refused, Stored, career_id, moderated, one};
use super::text::holds;
use super::user::Role;
use super::{ByCareer, Paged, QueryResult, grouped, insert_all, logo, offset};
use crate::db::{Backend, CHUNK, Conn, Word, careers, insights};
use crate::profile::Slug;
use crate::profile::logo::Logo;
use crate::profile::voices::{Insight, Moderation};

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = insights, treat_none_as_default_value = false, treat_none_as_null = true)]
struct NewInsight<'a> {
    career_id: i64,
    employer: &'a str,
    job_title: &'a str,
    said_on: NaiveDate,
    quote: &'a str,
    moderation: &'static str,
    logo: Option<&'a str>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = insights)]
struct Row {
    career_id: i64,
    employer: String,
    job_title: String,
    said_on: NaiveDate,
    quote: String,
    moderation: Word<Moderation>,
    logo: Option<String>,
}

impl From<Row> for Insight {
    fn from(row: Row) -> Self {
        let Row { employer, job_title, said_on, quote, moderation, logo, .. } = row;
        Self { employer, job_title, said_on, quote, moderation: moderation.0, logo }
    }
}

/// All insights of careers, approved or not, oldest entry first.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<Insight>> {
    let rows: Vec<Row> = insights::table
        .filter(insights::career_id.eq_any(careers))
        .order((insights::career_id, insights::id))
        .select(Row::as_select())
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|row| (row.career_id, row.into()))))
}

/// A page of the approved insights of a career, newest first.
pub fn shown(conn: &mut Conn, career: i64, page: i64, per_page: i64) -> QueryResult<Paged<Insight>> {
    let approved = || {
        let moderation = <&str>::from(Moderation::Approved);
        insights::table.filter(insights::career_id.eq(career)).filter(insights::moderation.eq(moderation))
    };
    let total = approved().select(count_star()).first(conn)?;
    let rows: Vec<Row> = approved()
        .order((insights::said_on.desc(), insights::id))
        .limit(per_page)
        .offset(offset(page, per_page))
        .select(Row::as_select())
        .load(conn)?;
    Ok(Paged { rows: rows.into_iter().map(Into::into).collect(), total, page, per_page })
}

/// Replaces the insights of careers. Their logos are there.
pub fn replace(conn: &mut Conn, careers: &[(i64, &[Insight])]) -> QueryResult<()> {
    let ids: Vec<i64> = careers.iter().map(|(id, _)| *id).collect();
    for ids in ids.chunks(CHUNK) {
        diesel::delete(insights::table.filter(insights::career_id.eq_any(ids))).execute(conn)?;
    }
    let rows: Vec<NewInsight<'_>> = careers
        .iter()
        .flat_map(|(career_id, insights)| insights.iter().map(|insight| new(*career_id, insight)))
        .collect();
    insert_rows(conn, &rows)?;
    logo::drop_unused(conn)
}

fn insert_rows(conn: &mut Conn, rows: &[NewInsight<'_>]) -> QueryResult<()> {
    insert_all!(conn, insights::table, rows)
}

/// Which quotes a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those of this career.
    pub career: Option<String>,
    /// Those of this state.
    pub moderation: Option<Moderation>,
    /// Those that hold this text.
    pub text: Option<String>,
}

type Joined = (i64, i64, Word<Slug>, String, Row);

/// A page of the quotes that pass a filter, shown or not, those added last first.
pub fn listed(
    conn: &mut Conn,
    filter: &Filter,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<Listed<Insight>>> {
    let chosen = || {
        let mut chosen = insights::table.inner_join(careers::table).into_boxed::<Backend>();
        if let Some(career) = &filter.career {
            chosen = chosen.filter(careers::slug.eq(career));
        }
        if let Some(moderation) = filter.moderation {
            chosen = chosen.filter(insights::moderation.eq(<&str>::from(moderation)));
        }
        if let Some(text) = &filter.text {
            let who = holds!(insights::employer, text).or(holds!(insights::job_title, text));
            chosen = chosen.filter(holds!(insights::quote, text).or(who));
        }
        chosen
    };
    let total = chosen().select(count_star()).first(conn)?;
    let rows: Vec<Joined> = chosen()
        .order(insights::id.desc())
        .limit(per_page)
        .offset(offset(page, per_page))
        .select((insights::id, insights::version, careers::slug, careers::title, Row::as_select()))
        .load(conn)?;
    Ok(Paged { rows: rows.into_iter().map(Listed::from).collect(), total, page, per_page })
}

impl From<Joined> for Listed<Insight> {
    fn from((id, version, career, career_title, row): Joined) -> Self {
        let value = OfCareer { career: career.0, what: row.into() };
        Self { stored: Stored { id, version, value }, career_title }
    }
}

fn new(career_id: i64, insight: &Insight) -> NewInsight<'_> {
    NewInsight {
        career_id,
        employer: &insight.employer,
        job_title: &insight.job_title,
        said_on: insight.said_on,
        quote: &insight.quote,
        moderation: insight.moderation.into(),
        logo: insight.logo.as_deref(),
    }
}

/// Gives a quote that was read at a version another logo, or none. What an author changes waits for an editor.
///
/// # Errors
/// [`Refused::Stale`] and [`Refused::Gone`].
pub fn set_logo(
    conn: &mut Conn,
    actor: &Actor,
    role: Role,
    (id, version): (i64, i64),
    logo: Option<&Logo>,
) -> Result<(), Refused> {
    if let Some(logo) = logo {
        logo::store(conn, logo)?;
    }
    let Stored { mut value, .. } = OfCareer::<Insight>::find(conn, id)?.ok_or(Refused::Gone)?;
    value.what.logo = logo.map(|logo| logo.fingerprint.clone());
    if role < Role::Editor {
        value.what.moderation = Moderation::Pending;
    }
    content::change(conn, actor, id, version, &value)?;
    Ok(logo::drop_unused(conn)?)
}

impl Content for OfCareer<Insight> {
    const KIND: Kind = Kind::Insight;

    fn name(&self) -> String {
        format!("{}, {}", self.what.job_title, self.what.employer)
    }

    fn action(&self, before: &Self) -> &'static str {
        moderated(self.what.moderation, before.what.moderation)
    }

    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>> {
        let row: Option<Joined> = insights::table
            .inner_join(careers::table)
            .filter(insights::id.eq(id))
            .select((insights::id, insights::version, careers::slug, careers::title, Row::as_select()))
            .first(conn)
            .optional()?;
        Ok(row.map(|row| Listed::from(row).stored))
    }

    fn insert(conn: &mut Conn, value: &Self) -> Result<i64, Refused> {
        let row = new(career_id(conn, &value.career)?, &value.what);
        Ok(diesel::insert_into(insights::table).values(row).returning(insights::id).get_result(conn)?)
    }

    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), Refused> {
        let row = new(career_id(conn, &value.career)?, &value.what);
        let old = insights::table.find(before.id).filter(insights::version.eq(before.version));
        one(diesel::update(old).set((row, insights::version.eq(before.version + 1))).execute(conn)?)
    }

    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), Refused> {
        let old = insights::table.find(stored.id).filter(insights::version.eq(stored.version));
        one(diesel::delete(old).execute(conn)?)?;
        Ok(logo::drop_unused(conn)?)
    }
}

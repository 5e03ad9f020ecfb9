//! Insights: quotes by people in a career.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::audit::{Actor, Kind};
use super::content::{self, Content, ContentRefused, Noun, Stored, one};
use super::of_career::{ContentFilter, Joined, Listed, OfCareer, career_id, moderated, of_career, stored_in};
use super::text::holds;
use super::user::Role;
use super::{ByCareer, Paged, QueryResult, grouped, insert_all, logo, paged};
use crate::db::{Backend, CHUNK, Conn, careers, insights};
use crate::profile::logo::Logo;
use crate::profile::voices::{Insight, Moderation};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = insights, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    career_id: i64,
    employer: String,
    job_title: String,
    said_on: NaiveDate,
    quote: String,
    moderation: Moderation,
    logo: Option<String>,
}

impl From<Row> for Insight {
    fn from(row: Row) -> Self {
        let Row { employer, job_title, said_on, quote, moderation, logo, .. } = row;
        Self { employer, job_title, said_on, quote, moderation, logo }
    }
}

of_career!(insights, Insight, Moderation);

/// Approved insights only, newest first.
pub fn shown(conn: &mut Conn, career: i64, page: i64, per_page: i64) -> QueryResult<Paged<Insight>> {
    let approved = || {
        let approved = insights::moderation.eq(Moderation::Approved);
        insights::table.filter(insights::career_id.eq(career)).filter(approved)
    };
    let rows: Paged<Row> =
        paged!(conn, approved, (insights::said_on.desc(), insights::id), Row::as_select(), page, per_page);
    Ok(rows.map(Into::into))
}

fn narrowed<'a>(mut chosen: Chosen<'a>, filter: &'a ContentFilter<Moderation>) -> Chosen<'a> {
    if let Some(moderation) = filter.state {
        chosen = chosen.filter(insights::moderation.eq(moderation));
    }
    if let Some(text) = &filter.text {
        let who = holds!(insights::employer, text).or(holds!(insights::job_title, text));
        chosen = chosen.filter(holds!(insights::quote, text).or(who));
    }
    chosen
}

fn new(career_id: i64, insight: &Insight) -> Row {
    let Insight { employer, job_title, said_on, quote, moderation, logo } = insight.clone();
    Row { career_id, employer, job_title, said_on, quote, moderation, logo }
}

/// An author's change sets the insight back to pending, until an editor approves it.
pub fn set_logo(
    conn: &mut Conn,
    actor: &Actor,
    role: Role,
    (id, version): (i64, i64),
    logo: Option<&Logo>,
) -> Result<(), ContentRefused> {
    if let Some(logo) = logo {
        logo::store(conn, logo)?;
    }
    let Stored { mut value, .. } = OfCareer::<Insight>::find(conn, id)?.ok_or(ContentRefused::Gone)?;
    value.what.logo = logo.map(|logo| logo.fingerprint.clone());
    if role < Role::Editor {
        value.what.moderation = Moderation::Pending;
    }
    content::change(conn, actor, id, version, &value)
}

impl Content for OfCareer<Insight> {
    const NOUN: Noun = Noun {
        kind: Kind::Insight,
        section: "insights",
        one: "insight",
        a_one: "an insight",
        many: "Insights",
        plural: "insights",
    };

    fn name(&self) -> String {
        format!("{}, {}", self.what.job_title, self.what.employer)
    }

    fn action(&self, before: &Self) -> &'static str {
        moderated(self.what.moderation, before.what.moderation)
    }

    fn tidy(conn: &mut Conn) -> QueryResult<()> {
        logo::drop_unused(conn)
    }

    stored_in!(insights);
}

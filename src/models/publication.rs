//! Publishes, withdraws and moves careers.

use diesel::prelude::*;

use super::audit::{Actor, Change};
use super::career::{self, Status};
use super::draft::{self, Draft, DraftRefused};
use super::{QueryResult, links, published, revision};
use crate::db::{Conn, careers};
use crate::profile::Slug;
use crate::profile::check::{Strictness, check};

#[derive(Clone, Debug, Default, PartialEq, Eq, Queryable)]
pub struct Withdrawal {
    /// Shown to visitors; may be empty.
    pub reason: String,
    pub alternative: Option<Slug>,
}

/// Fails with [`DraftRefused::Problems`], which lists everything that the draft lacks for a public page.
pub fn publish(conn: &mut Conn, actor: &Actor, career_id: i64, version: i64) -> Result<(), DraftRefused> {
    let draft = draft::take(conn, career_id, version)?;
    let problems = check(&draft.profile, Strictness::Publish);
    if !problems.is_empty() {
        return Err(DraftRefused::Problems(problems));
    }
    links::check(conn, &[&draft.profile])?;
    revision::publish(conn, career_id, draft.revision.number, actor.at)?;
    let first = draft.first_published_at.unwrap_or(actor.at);
    diesel::update(careers::table.find(career_id))
        .set((
            careers::status.eq(Status::Published),
            careers::updated_at.eq(actor.at),
            careers::first_published_at.eq(first),
            careers::withdrawn_reason.eq(None::<&str>),
            careers::alternative_id.eq(None::<i64>),
        ))
        .execute(conn)?;
    published::put(conn, &[career_id])?;
    Ok(draft.record(conn, actor, "published", &changes(&draft, Status::Published))?)
}

/// From then on, the career's address answers 410 with the reason and the alternative.
pub fn withdraw(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    withdrawal: &Withdrawal,
) -> Result<(), DraftRefused> {
    let draft = draft::take(conn, career_id, version)?;
    if draft.status != Status::Published {
        return Err(DraftRefused::problem(
            "status",
            "This career isn’t public, so there is nothing to withdraw",
        ));
    }
    let alternative_id = match &withdrawal.alternative {
        Some(slug) => Some(public(conn, slug, career_id)?),
        None => None,
    };
    diesel::update(careers::table.find(career_id))
        .set((
            careers::status.eq(Status::Withdrawn),
            careers::withdrawn_reason.eq(&withdrawal.reason),
            careers::alternative_id.eq(alternative_id),
        ))
        .execute(conn)?;
    published::remove(conn, &[career_id])?;
    let mut changes = changes(&draft, Status::Withdrawn);
    let Withdrawal { reason, alternative } = withdrawal;
    changes.extend((!reason.is_empty()).then(|| Change::to("reason", reason)));
    changes.extend(alternative.as_ref().map(|slug| Change::to("alternative", slug)));
    Ok(draft.record(conn, actor, "withdrawn", &changes)?)
}

pub fn withdrawal(conn: &mut Conn, career_id: i64) -> QueryResult<Option<Withdrawal>> {
    let (reason, alternative): (Option<String>, Option<i64>) = careers::table
        .find(career_id)
        .select((careers::withdrawn_reason, careers::alternative_id))
        .first(conn)?;
    let Some(reason) = reason else { return Ok(None) };
    let alternative = match alternative {
        Some(id) => career::by_id(conn, id)?.map(|found| found.slug),
        None => None,
    };
    Ok(Some(Withdrawal { reason, alternative }))
}

/// Chooses a career for the home page, or no longer. Takes effect once the career is public.
pub fn feature(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    featured: bool,
) -> Result<(), DraftRefused> {
    let draft = draft::take(conn, career_id, version)?;
    if draft.featured == featured {
        return Ok(draft::put_back(conn, career_id, version)?);
    }
    diesel::update(careers::table.find(career_id)).set(careers::featured.eq(featured)).execute(conn)?;
    if draft.status == Status::Published {
        published::put(conn, &[career_id])?;
    }
    let change = Change::new("featured", Some(in_words(draft.featured)), Some(in_words(featured)));
    Ok(draft.record(conn, actor, "changed", &[change])?)
}

fn in_words(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

/// Changes the slug of a career. If the career was public, its old slug redirects from then on.
pub fn move_to(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    slug: &Slug,
) -> Result<(), DraftRefused> {
    let draft = draft::take(conn, career_id, version)?;
    let old = &draft.profile.slug;
    if old == slug {
        return Err(DraftRefused::problem("slug", "This is already the career’s web address"));
    }
    draft::rename(conn, &draft, slug)?;
    if draft.status == Status::Published {
        published::put(conn, &[career_id])?;
    }
    let change = Change::new("slug", Some(old.as_str()), Some(slug.as_str()));
    Ok(draft.record(conn, actor, "moved", &[change])?)
}

/// The id of a published career other than `instead_of`.
fn public(conn: &mut Conn, slug: &Slug, instead_of: i64) -> Result<i64, DraftRefused> {
    match career::find(conn, slug)? {
        Some(found) if found.status == Status::Published && found.id != instead_of => Ok(found.id),
        _ => Err(DraftRefused::problem(
            "alternative",
            format!("No other published career has the web address “{slug}”"),
        )),
    }
}

fn changes(draft: &Draft, status: Status) -> Vec<Change> {
    let status = Change::new("status", Some(draft.status.into()), Some(status.into()));
    vec![status, Change::to("revision", draft.revision.number)]
}

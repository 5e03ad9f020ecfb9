//! Links by which people without an account see a draft: unguessable, good for some days, and revocable.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::QueryResult;
use super::audit::{self, Actor, Change};
use super::draft::{self, Refused};
use crate::db::{Conn, Error, preview_links, users};
use crate::secrets::token;

/// How long a link is good unless its maker says otherwise, in days.
pub const DAYS: i64 = 7;

/// The longest a link may be good, in days.
pub const MOST_DAYS: i64 = 90;

/// A link, without its token: that is only known to those who were given it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct PreviewLink {
    /// Its id.
    pub id: i64,
    /// Who made it; none where their account is gone.
    pub maker: Option<String>,
    /// When it was made, UTC.
    pub made_at: NaiveDateTime,
    /// When it stops working, UTC.
    pub expires_at: NaiveDateTime,
}

/// Makes a link to the draft of a career that is good for some days, and gives its token: the only time that
/// it can be seen. Links that have expired are cleared away.
///
/// # Errors
/// [`Refused::Stale`] where the career has changed since `version` was read; the system has no randomness.
pub fn create(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    days: i64,
) -> Result<String, Refused> {
    let draft = draft::at_version(conn, career_id, version)?;
    let expired = preview_links::table
        .filter(preview_links::career_id.eq(career_id))
        .filter(preview_links::expires_at.le(actor.at));
    diesel::delete(expired).execute(conn)?;
    let token = token::new().map_err(|_| Error::Interrupted)?;
    let expires_at = actor.at + TimeDelta::days(days.clamp(1, MOST_DAYS));
    diesel::insert_into(preview_links::table)
        .values((
            preview_links::career_id.eq(career_id),
            preview_links::token_hash.eq(token::hash(&token)),
            preview_links::user_id.eq(actor.user_id),
            preview_links::made_at.eq(actor.at),
            preview_links::expires_at.eq(expires_at),
        ))
        .execute(conn)?;
    let until = Change { field: "expires_at".into(), before: None, after: Some(expires_at.to_string()) };
    audit::record(conn, actor, "preview link made", &draft.subject(), &[until])?;
    Ok(token)
}

/// The links of a career that still work, the newest first.
pub fn of(conn: &mut Conn, career_id: i64, now: NaiveDateTime) -> QueryResult<Vec<PreviewLink>> {
    Ok(preview_links::table
        .left_join(users::table)
        .filter(preview_links::career_id.eq(career_id))
        .filter(preview_links::expires_at.gt(now))
        .order(preview_links::id.desc())
        .select((
            preview_links::id,
            users::email.nullable(),
            preview_links::made_at,
            preview_links::expires_at,
        ))
        .load(conn)?)
}

/// Ends a link of a career; one that has ended already is no error.
///
/// # Errors
/// [`Refused::Stale`] where the career has changed since `version` was read.
pub fn revoke(conn: &mut Conn, actor: &Actor, career_id: i64, version: i64, id: i64) -> Result<(), Refused> {
    let draft = draft::at_version(conn, career_id, version)?;
    let link = preview_links::table.find(id).filter(preview_links::career_id.eq(career_id));
    if diesel::delete(link).execute(conn)? > 0 {
        audit::record(conn, actor, "preview link revoked", &draft.subject(), &[])?;
    }
    Ok(())
}

/// Ends all links there are.
pub fn revoke_all(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(preview_links::table).execute(conn)?;
    Ok(())
}

/// The career whose draft a token shows; none where it is unknown, revoked or expired.
pub fn career(conn: &mut Conn, token: &str, now: NaiveDateTime) -> QueryResult<Option<i64>> {
    let id = preview_links::table
        .filter(preview_links::token_hash.eq(token::hash(token)))
        .filter(preview_links::expires_at.gt(now))
        .select(preview_links::career_id)
        .first(conn)
        .optional()?;
    Ok(id)
}

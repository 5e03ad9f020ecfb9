//! Links that show a draft to people without an account. The links are unguessable, they expire, and they can be
//! revoked.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::QueryResult;
use super::audit::{Actor, Change};
use super::draft::{self, DraftRefused};
use crate::db::{Conn, DbError, preview_links, users};
use crate::secrets::token;

pub const DAYS: i64 = 7;

pub const MOST_DAYS: i64 = 90;

/// Doesn't include the token; only its hash is stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = preview_links)]
pub struct PreviewLink {
    pub id: i64,
    /// None if the account was deleted.
    #[diesel(select_expression = users::email.nullable())]
    pub maker: Option<String>,
    /// UTC.
    pub made_at: NaiveDateTime,
    /// UTC.
    pub expires_at: NaiveDateTime,
}

/// Returns the token, which can't be shown again. Also deletes the career's expired links.
pub fn create(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    days: i64,
) -> Result<String, DraftRefused> {
    let draft = draft::at_version(conn, career_id, version)?;
    let expired = preview_links::table
        .filter(preview_links::career_id.eq(career_id))
        .filter(preview_links::expires_at.le(actor.at));
    diesel::delete(expired).execute(conn)?;
    let token = token::new().map_err(|_| DbError::Interrupted)?;
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
    let until = [Change::to("expires_at", expires_at)];
    draft.record(conn, actor, "created a preview link for", &until)?;
    Ok(token)
}

/// The links that are still valid, newest first.
pub fn of(conn: &mut Conn, career_id: i64, now: NaiveDateTime) -> QueryResult<Vec<PreviewLink>> {
    Ok(preview_links::table
        .left_join(users::table)
        .filter(preview_links::career_id.eq(career_id))
        .filter(preview_links::expires_at.gt(now))
        .order(preview_links::id.desc())
        .select(PreviewLink::as_select())
        .load(conn)?)
}

/// Revoking a link that has already expired or been revoked isn't an error.
pub fn revoke(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    id: i64,
) -> Result<(), DraftRefused> {
    let draft = draft::at_version(conn, career_id, version)?;
    let link = preview_links::table.find(id).filter(preview_links::career_id.eq(career_id));
    if diesel::delete(link).execute(conn)? > 0 {
        draft.record(conn, actor, "revoked a preview link for", &[])?;
    }
    Ok(())
}

pub fn revoke_all(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(preview_links::table).execute(conn)?;
    Ok(())
}

/// None if the token is unknown, revoked or expired.
pub fn career(conn: &mut Conn, token: &str, now: NaiveDateTime) -> QueryResult<Option<i64>> {
    Ok(preview_links::table
        .filter(preview_links::token_hash.eq(token::hash(token)))
        .filter(preview_links::expires_at.gt(now))
        .select(preview_links::career_id)
        .first(conn)
        .optional()?)
}

//! One-time links to set a password by. They are handed on by people, since the site sends no mail.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::QueryResult;
use super::audit::Actor;
use super::user::{self, Refused, Role};
use crate::db::{Conn, password_links};
use crate::secrets::token;

/// How long a link is good, in minutes.
const MINUTES: i64 = 60;

/// Whom a link lets set a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// A user.
    User(i64),
    /// Whoever becomes the first admin.
    FirstAdmin,
}

/// Adds someone, with a link by which they set their password.
///
/// # Errors
/// The address is taken.
pub fn invite(conn: &mut Conn, actor: &Actor, email: &str, role: Role) -> Result<String, Refused> {
    let user = user::add(conn, actor, email, role)?;
    make(conn, For::User(user.id), actor.at)
}

/// Makes a link for someone who is here already, on the command line: the way back in for who has lost theirs.
///
/// # Errors
/// There is no such user.
pub fn renew(conn: &mut Conn, actor: &Actor, email: &str) -> Result<String, Refused> {
    let account = user::by_email(conn, email)?.ok_or(Refused::Gone)?;
    user::record(conn, actor, "given a link to set a password", &account.user, &[])?;
    make(conn, For::User(account.user.id), actor.at)
}

/// A link to become the first admin by, while there is no user.
///
/// # Errors
/// The database fails, or the system has no random bytes.
pub fn first(conn: &mut Conn, now: NaiveDateTime) -> Result<Option<String>, Refused> {
    match user::is_any(conn)? {
        true => Ok(None),
        false => make(conn, For::FirstAdmin, now).map(Some),
    }
}

/// Makes a link and gives its token, which is kept nowhere.
pub fn make(conn: &mut Conn, whose: For, now: NaiveDateTime) -> Result<String, Refused> {
    let token = token::new()?;
    store(conn, whose, &token, now)?;
    Ok(token)
}

/// The address of a link on a site, which is given as `https://careers.example`.
pub fn url(base_url: &str, token: &str) -> String {
    // As a parameter, since paths are written to the log.
    format!("{base_url}/sign-in/link?token={token}")
}

/// Stores a link by its token. A user's earlier links stop working.
fn store(conn: &mut Conn, whose: For, token: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::delete(password_links::table.filter(password_links::expires_at.lt(now))).execute(conn)?;
    let user_id = match whose {
        For::User(id) => Some(id),
        For::FirstAdmin => None,
    };
    if let Some(id) = user_id {
        void(conn, id)?;
    }
    diesel::insert_into(password_links::table)
        .values((
            password_links::user_id.eq(user_id),
            password_links::token_hash.eq(token::hash(token)),
            password_links::expires_at.eq(now + TimeDelta::minutes(MINUTES)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whose a link is; none if it isn't one, was used or has expired.
pub fn find(conn: &mut Conn, token: &str, now: NaiveDateTime) -> QueryResult<Option<For>> {
    let row = password_links::table
        .filter(password_links::token_hash.eq(token::hash(token)).and(password_links::expires_at.gt(now)));
    let found = row.select(password_links::user_id).first::<Option<i64>>(conn).optional()?;
    Ok(found.map(|user_id| user_id.map_or(For::FirstAdmin, For::User)))
}

/// Uses a link up, and says whose it was.
pub fn redeem(conn: &mut Conn, token: &str, now: NaiveDateTime) -> QueryResult<Option<For>> {
    let found = find(conn, token, now)?;
    let row = password_links::table.filter(password_links::token_hash.eq(token::hash(token)));
    // Of two at once, one deletes it.
    let was_there = diesel::delete(row).execute(conn)? == 1;
    Ok(found.filter(|_| was_there))
}

/// Makes a user's links stop working.
pub fn void(conn: &mut Conn, user_id: i64) -> QueryResult<()> {
    diesel::delete(password_links::table.filter(password_links::user_id.eq(user_id))).execute(conn)?;
    Ok(())
}

/// Makes all links stop working.
pub fn void_all(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(password_links::table).execute(conn)?;
    Ok(())
}

//! One-time links for setting a password. Admins pass them on, because the site doesn't send email.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::QueryResult;
use super::audit::Actor;
use super::user::{self, Role, UserRefused};
use crate::db::{Conn, password_links};
use crate::secrets::token;

const MINUTES: i64 = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    User(i64),
    FirstAdmin,
}

/// Adds a user, and returns the token of a password link for them.
pub fn invite(conn: &mut Conn, actor: &Actor, email: &str, role: Role) -> Result<String, UserRefused> {
    let user = user::add(conn, actor, email, role)?;
    make(conn, For::User(user.id), actor.at)
}

/// Returns the token of a new link for a user who has lost their password. For the command line.
pub fn renew(conn: &mut Conn, actor: &Actor, email: &str) -> Result<String, UserRefused> {
    let account = user::by_email(conn, email)?.ok_or(UserRefused::Gone)?;
    user::record(conn, actor, "created a password link for", &account.user, &[])?;
    make(conn, For::User(account.user.id), actor.at)
}

/// Returns the token of a link that creates the first admin; none if there are users already.
pub fn first(conn: &mut Conn, now: NaiveDateTime) -> Result<Option<String>, UserRefused> {
    match user::is_any(conn)? {
        true => Ok(None),
        false => make(conn, For::FirstAdmin, now).map(Some),
    }
}

/// Returns the token; only its hash is stored. Invalidates the user's earlier links.
pub fn make(conn: &mut Conn, whose: For, now: NaiveDateTime) -> Result<String, UserRefused> {
    let token = token::new()?;
    diesel::delete(password_links::table.filter(password_links::expires_at.lt(now))).execute(conn)?;
    let user_id = match whose {
        For::User(id) => {
            void(conn, id)?;
            Some(id)
        }
        For::FirstAdmin => None,
    };
    diesel::insert_into(password_links::table)
        .values((
            password_links::user_id.eq(user_id),
            password_links::token_hash.eq(token::hash(&token)),
            password_links::expires_at.eq(now + TimeDelta::minutes(MINUTES)),
        ))
        .execute(conn)?;
    Ok(token)
}

/// `base_url` is like `https://careers.example`.
pub fn url(base_url: &str, token: &str) -> String {
    // In the query string, because paths are logged.
    format!("{base_url}/sign-in/link?token={token}")
}

/// None if the token is unknown, used or expired.
pub fn find(conn: &mut Conn, token: &str, now: NaiveDateTime) -> QueryResult<Option<For>> {
    let row = password_links::table
        .filter(password_links::token_hash.eq(token::hash(token)).and(password_links::expires_at.gt(now)));
    let found = row.select(password_links::user_id).first::<Option<i64>>(conn).optional()?;
    Ok(found.map(|user_id| user_id.map_or(For::FirstAdmin, For::User)))
}

/// Finds a link and deletes it, so that it works only once.
pub fn redeem(conn: &mut Conn, token: &str, now: NaiveDateTime) -> QueryResult<Option<For>> {
    let found = find(conn, token, now)?;
    let row = password_links::table.filter(password_links::token_hash.eq(token::hash(token)));
    // Of two concurrent requests, only one deletes the row.
    let was_there = diesel::delete(row).execute(conn)? == 1;
    Ok(found.filter(|_| was_there))
}

pub fn void(conn: &mut Conn, user_id: i64) -> QueryResult<()> {
    diesel::delete(password_links::table.filter(password_links::user_id.eq(user_id))).execute(conn)?;
    Ok(())
}

pub fn void_all(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(password_links::table).execute(conn)?;
    Ok(())
}

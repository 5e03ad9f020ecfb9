//! Sessions: which users are signed in, in which browsers, since when.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::QueryResult;
use super::user::User;
use crate::db::{Conn, sessions, users};

/// How long an unused session lasts, in hours.
const IDLE_HOURS: i64 = 12;

const DAYS: i64 = 7;

/// How long a password confirmation is valid, in minutes.
const CONFIRMED_MINUTES: i64 = 10;

/// In characters.
const AGENT: usize = 200;

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: i64,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// UTC, to the minute.
    pub seen_at: NaiveDateTime,
    /// The user agent.
    pub agent: String,
}

#[derive(Clone, Debug, Queryable)]
pub struct Current {
    pub id: i64,
    /// UTC, to the minute.
    pub seen_at: NaiveDateTime,
    /// When the user last entered their password, UTC.
    pub confirmed_at: NaiveDateTime,
    pub user: User,
    pub has_second_factor: bool,
}

impl Session {
    pub fn began(&self) -> String {
        self.created_at.format("%Y-%m-%d %H:%M").to_string()
    }

    pub fn seen(&self) -> String {
        self.seen_at.format("%Y-%m-%d %H:%M").to_string()
    }
}

impl Current {
    pub fn is_confirmed(&self, now: NaiveDateTime) -> bool {
        now - self.confirmed_at <= TimeDelta::minutes(CONFIRMED_MINUTES)
    }

    /// Whether to update `seen_at`: at most once a minute.
    pub fn is_due(&self, now: NaiveDateTime) -> bool {
        now - self.seen_at >= TimeDelta::minutes(1)
    }
}

/// Also deletes expired sessions.
pub fn start(
    conn: &mut Conn,
    user_id: i64,
    token_hash: &str,
    agent: &str,
    now: NaiveDateTime,
) -> QueryResult<i64> {
    let (idle, old) = ends(now);
    let ended = sessions::seen_at.lt(idle).or(sessions::created_at.lt(old));
    diesel::delete(sessions::table.filter(ended)).execute(conn)?;
    let agent: String = agent.chars().take(AGENT).collect();
    Ok(diesel::insert_into(sessions::table)
        .values((
            sessions::user_id.eq(user_id),
            sessions::token_hash.eq(token_hash),
            sessions::created_at.eq(now),
            sessions::seen_at.eq(now),
            sessions::confirmed_at.eq(now),
            sessions::agent.eq(agent),
        ))
        .returning(sessions::id)
        .get_result(conn)?)
}

/// None if the session has ended or the user is disabled.
pub fn current(conn: &mut Conn, token_hash: &str, now: NaiveDateTime) -> QueryResult<Option<Current>> {
    let (idle, old) = ends(now);
    Ok(sessions::table
        .inner_join(users::table)
        .filter(sessions::token_hash.eq(token_hash).and(users::disabled.eq(false)))
        .filter(sessions::seen_at.ge(idle).and(sessions::created_at.ge(old)))
        .select((
            sessions::id,
            sessions::seen_at,
            sessions::confirmed_at,
            User::as_select(),
            users::totp_secret.is_not_null(),
        ))
        .first(conn)
        .optional()?)
}

pub fn touch(conn: &mut Conn, id: i64, now: NaiveDateTime) -> QueryResult<()> {
    let row = sessions::table.filter(sessions::id.eq(id));
    diesel::update(row).set(sessions::seen_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Also replaces the session token, so that a stolen one isn't confirmed along with it.
pub fn confirm(conn: &mut Conn, id: i64, token_hash: &str, now: NaiveDateTime) -> QueryResult<()> {
    let row = sessions::table.filter(sessions::id.eq(id));
    diesel::update(row)
        .set((sessions::confirmed_at.eq(now), sessions::token_hash.eq(token_hash)))
        .execute(conn)?;
    Ok(())
}

/// Newest first.
pub fn of_user(conn: &mut Conn, user_id: i64, now: NaiveDateTime) -> QueryResult<Vec<Session>> {
    let (idle, old) = ends(now);
    Ok(sessions::table
        .filter(sessions::user_id.eq(user_id))
        .filter(sessions::seen_at.ge(idle).and(sessions::created_at.ge(old)))
        .order(sessions::id.desc())
        .select(Session::as_select())
        .load(conn)?)
}

/// Returns whether the session existed.
pub fn end(conn: &mut Conn, user_id: i64, id: i64) -> QueryResult<bool> {
    let row = sessions::table.filter(sessions::id.eq(id).and(sessions::user_id.eq(user_id)));
    Ok(diesel::delete(row).execute(conn)? == 1)
}

pub fn end_by_token(conn: &mut Conn, token_hash: &str) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::token_hash.eq(token_hash))).execute(conn)?;
    Ok(())
}

pub fn end_all(conn: &mut Conn, user_id: i64, kept: Option<i64>) -> QueryResult<usize> {
    let others = sessions::user_id.eq(user_id).and(sessions::id.ne(kept.unwrap_or(0)));
    Ok(diesel::delete(sessions::table.filter(others)).execute(conn)?)
}

pub fn end_everyones(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(sessions::table).execute(conn)?;
    Ok(())
}

/// Sessions that were last used before the first time, or created before the second, have expired.
fn ends(now: NaiveDateTime) -> (NaiveDateTime, NaiveDateTime) {
    (now - TimeDelta::hours(IDLE_HOURS), now - TimeDelta::days(DAYS))
}

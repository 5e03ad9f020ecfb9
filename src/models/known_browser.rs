//! Browsers that have signed in before. Each holds a token and has its own count of failed sign-ins, so that strangers'
//! attempts don't lock the user out.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::QueryResult;
use crate::db::{Conn, known_browsers};
use crate::secrets::token;

/// How long an unused browser is remembered.
pub const DAYS: i64 = 400;

/// Hashes the user's id too, because all users of a browser share its token.
fn hash(token: &str, user_id: i64) -> String {
    token::hash(&format!("{token} {user_id}"))
}

pub fn is_known(conn: &mut Conn, token: &str, user_id: i64) -> QueryResult<bool> {
    let row = known_browsers::table.filter(known_browsers::token_hash.eq(hash(token, user_id)));
    Ok(row.select(known_browsers::id).first::<i64>(conn).optional()?.is_some())
}

/// Remembers a browser, and deletes browsers that haven't been used for a long time.
pub fn remember(conn: &mut Conn, token: &str, user_id: i64, now: NaiveDateTime) -> QueryResult<()> {
    let unused = known_browsers::seen_at.lt(now - TimeDelta::days(DAYS));
    diesel::delete(known_browsers::table.filter(unused)).execute(conn)?;
    let hash = hash(token, user_id);
    let row = known_browsers::table.filter(known_browsers::token_hash.eq(&hash));
    if diesel::update(row).set(known_browsers::seen_at.eq(now)).execute(conn)? == 0 {
        diesel::insert_into(known_browsers::table)
            .values((
                known_browsers::user_id.eq(user_id),
                known_browsers::token_hash.eq(hash),
                known_browsers::seen_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

pub fn forget(conn: &mut Conn, user_id: i64) -> QueryResult<()> {
    diesel::delete(known_browsers::table.filter(known_browsers::user_id.eq(user_id))).execute(conn)?;
    Ok(())
}

//! Stored password hashes: argon2id strings, created and verified in [`crate::secrets::password`].

use diesel::prelude::*;

use super::{Account, QueryResult, User, UserRefused, at_version, record, require_admin};
use crate::db::{Conn, users};
use crate::models::audit::Actor;
use crate::models::{known_browser, password_link, session};

/// The hash; none if there is no password or the user is disabled.
pub fn stored(conn: &mut Conn, id: i64) -> QueryResult<Option<String>> {
    let row = users::table.filter(users::id.eq(id).and(users::disabled.eq(false)));
    Ok(row.select(users::password).first::<Option<String>>(conn).optional()?.flatten())
}

/// Ends all sessions of the user except `kept`, and invalidates their password links.
pub fn set(conn: &mut Conn, actor: &Actor, user: &User, hash: &str, kept: Option<i64>) -> QueryResult<()> {
    let row = users::table.filter(users::id.eq(user.id));
    diesel::update(row)
        .set((users::password.eq(hash), users::version.eq(users::version + 1)))
        .execute(conn)?;
    session::end_all(conn, user.id, kept)?;
    password_link::void(conn, user.id)?;
    record(conn, actor, "set a new password for", user, &[])
}

/// Stores a new hash of the same password, unless the password has changed since.
pub fn renew(conn: &mut Conn, id: i64, stored: &str, hash: &str) -> QueryResult<()> {
    let row = users::table.filter(users::id.eq(id).and(users::password.eq(stored)));
    diesel::update(row).set(users::password.eq(hash)).execute(conn)?;
    Ok(())
}

/// Removes the password, ends all sessions and forgets known browsers. Also removes the second factor if asked to.
pub fn reset(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
    version: i64,
    without_second_factor: bool,
) -> Result<Account, UserRefused> {
    let account = at_version(conn, id, version)?;
    let row = users::table.filter(users::id.eq(id));
    diesel::update(row)
        .set((users::password.eq(None::<String>), users::version.eq(users::version + 1)))
        .execute(conn)?;
    require_admin(conn)?;
    session::end_all(conn, id, None)?;
    known_browser::forget(conn, id)?;
    record(conn, actor, "reset the password of", &account.user, &[])?;
    if without_second_factor && account.has_second_factor {
        super::second_factor::remove(conn, actor, &account.user, None)?;
    }
    Ok(account)
}

//! Second factors: the secret, the last time step used, and the recovery codes.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{QueryResult, User, record};
use crate::db::{Conn, recovery_codes, users};
use crate::models::audit::{Actor, Change};
use crate::models::{insert_all, session};
use crate::secrets::{second_factor, token};

/// How a user signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Passed {
    #[strum(serialize = "password alone")]
    Password,
    Code,
    #[strum(serialize = "recovery code")]
    RecoveryCode,
}

impl Passed {
    pub fn as_change(self) -> Change {
        Change::to("with", <&str>::from(self))
    }
}

/// None if the code is wrong. Each time step and each recovery code is accepted only once. Without a second factor, any
/// code is accepted.
pub fn pass(conn: &mut Conn, id: i64, code: &str, now: NaiveDateTime) -> QueryResult<Option<Passed>> {
    let row = users::table.filter(users::id.eq(id)).select((users::totp_secret, users::totp_step));
    let (secret, last): (Option<String>, Option<i64>) = row.first(conn)?;
    let Some(secret) = secret else { return Ok(Some(Passed::Password)) };
    if let Some(step) = second_factor::step_of(&secret, code, now, last) {
        // The update compares the time step again, because two requests with the same code may get this far.
        let unused = users::totp_step.is_null().or(users::totp_step.lt(step));
        let row = users::table.filter(users::id.eq(id)).filter(unused);
        let is_first = diesel::update(row).set(users::totp_step.eq(step)).execute(conn)? == 1;
        return Ok(is_first.then_some(Passed::Code));
    }
    let hash = token::hash(&second_factor::plain(code));
    let code = recovery_codes::user_id.eq(id).and(recovery_codes::code_hash.eq(hash));
    let was_there = diesel::delete(recovery_codes::table.filter(code)).execute(conn)? == 1;
    Ok(was_there.then_some(Passed::RecoveryCode))
}

/// `step` is the time step of the code that was just entered. Ends all sessions of the user except `kept`.
pub fn set(
    conn: &mut Conn,
    actor: &Actor,
    user: &User,
    secret: &str,
    step: i64,
    codes: &[String],
    kept: i64,
) -> QueryResult<()> {
    store(conn, user.id, Some((secret, step)))?;
    let hashes = codes.iter().map(|code| token::hash(&second_factor::plain(code)));
    let row = |hash| (recovery_codes::user_id.eq(user.id), recovery_codes::code_hash.eq(hash));
    insert_all!(conn, recovery_codes::table, hashes.map(row).collect::<Vec<_>>())?;
    session::end_all(conn, user.id, Some(kept))?;
    record(conn, actor, "turned on two-factor authentication for", user, &[])
}

/// Ends all sessions of the user except `kept`.
pub fn remove(conn: &mut Conn, actor: &Actor, user: &User, kept: Option<i64>) -> QueryResult<()> {
    store(conn, user.id, None)?;
    session::end_all(conn, user.id, kept)?;
    record(conn, actor, "turned off two-factor authentication for", user, &[])
}

/// Stores the secret and the last time step, and deletes all recovery codes.
fn store(conn: &mut Conn, id: i64, factor: Option<(&str, i64)>) -> QueryResult<()> {
    let secret = users::totp_secret.eq(factor.map(|(secret, _)| secret));
    let step = users::totp_step.eq(factor.map(|(_, step)| step));
    let row = users::table.filter(users::id.eq(id));
    diesel::update(row).set((secret, step, users::version.eq(users::version + 1))).execute(conn)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(id))).execute(conn)?;
    Ok(())
}

pub fn codes_left(conn: &mut Conn, id: i64) -> QueryResult<i64> {
    Ok(recovery_codes::table.filter(recovery_codes::user_id.eq(id)).count().get_result(conn)?)
}

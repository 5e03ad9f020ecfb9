//! Second factors of users: the secret, the last step used, and the recovery codes.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{QueryResult, User, grown, record};
use crate::db::{Conn, recovery_codes, users};
use crate::models::audit::Actor;
use crate::secrets::{second_factor, token};

/// Whether a code passes for someone. A step of time and a recovery code are good once; who has no second
/// factor passes with anything.
pub fn pass(conn: &mut Conn, id: i64, code: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let row = users::table.filter(users::id.eq(id)).select((users::totp_secret, users::totp_step));
    let (secret, last): (Option<String>, Option<i64>) = row.first(conn)?;
    let Some(secret) = secret else { return Ok(true) };
    if let Some(step) = second_factor::step_of(&secret, code, now, last) {
        // Compared again in the update: two requests with one code may have come this far.
        let unused = users::totp_step.is_null().or(users::totp_step.lt(step));
        let row = users::table.filter(users::id.eq(id)).filter(unused);
        return Ok(diesel::update(row).set(users::totp_step.eq(step)).execute(conn)? == 1);
    }
    let hash = token::hash(&second_factor::plain(code));
    let code = recovery_codes::user_id.eq(id).and(recovery_codes::code_hash.eq(hash));
    Ok(diesel::delete(recovery_codes::table.filter(code)).execute(conn)? == 1)
}

/// Sets up a second factor: a secret whose code of `step` was just given, and the recovery codes.
pub fn set(
    conn: &mut Conn,
    actor: &Actor,
    user: &User,
    secret: &str,
    step: i64,
    codes: &[String],
) -> QueryResult<()> {
    let row = users::table.filter(users::id.eq(user.id));
    diesel::update(row)
        .set((users::totp_secret.eq(Some(secret)), users::totp_step.eq(Some(step))))
        .execute(conn)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user.id))).execute(conn)?;
    for code in codes {
        let hash = token::hash(&second_factor::plain(code));
        diesel::insert_into(recovery_codes::table)
            .values((recovery_codes::user_id.eq(user.id), recovery_codes::code_hash.eq(hash)))
            .execute(conn)?;
    }
    record(conn, actor, "given a second factor", user, &[])?;
    grown(conn, user.id)
}

/// Takes it away.
pub fn remove(conn: &mut Conn, actor: &Actor, user: &User) -> QueryResult<()> {
    let row = users::table.filter(users::id.eq(user.id));
    diesel::update(row)
        .set((users::totp_secret.eq(None::<String>), users::totp_step.eq(None::<i64>)))
        .execute(conn)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user.id))).execute(conn)?;
    record(conn, actor, "left without a second factor", user, &[])?;
    grown(conn, user.id)
}

/// How many recovery codes are left.
pub fn codes_left(conn: &mut Conn, id: i64) -> QueryResult<i64> {
    Ok(recovery_codes::table.filter(recovery_codes::user_id.eq(id)).count().get_result(conn)?)
}

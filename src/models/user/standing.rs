//! The roles of users, and whether users are disabled.

use diesel::prelude::*;

use super::{Account, Refused, Role, at_version, grown, record, require_admin};
use crate::db::{Conn, Word, users};
use crate::models::audit::{Actor, Change};
use crate::models::session;

/// A disabled user is signed out immediately.
pub fn set(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
    version: i64,
    role: Role,
    disabled: bool,
) -> Result<(), Refused> {
    let before = at_version(conn, id, version)?;
    let row = users::table.filter(users::id.eq(id));
    diesel::update(row).set((users::role.eq(Word(role)), users::disabled.eq(disabled))).execute(conn)?;
    require_admin(conn)?;
    if disabled {
        session::end_all(conn, id, None)?;
    }
    note(conn, actor, &before, role, disabled)
}

fn note(conn: &mut Conn, actor: &Actor, before: &Account, role: Role, disabled: bool) -> Result<(), Refused> {
    let user = &before.user;
    if user.role != role {
        let changes = [Change::new("role", Some(user.role.into()), Some(role.into()))];
        record(conn, actor, "changed the role of", user, &changes)?;
    }
    if before.disabled != disabled {
        record(conn, actor, if disabled { "disabled" } else { "enabled" }, user, &[])?;
    }
    Ok(grown(conn, user.id)?)
}

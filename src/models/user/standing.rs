//! The roles of users, and whether users are disabled.

use diesel::prelude::*;

use super::{Role, UserRefused, at_version, record, require_admin};
use crate::db::{Conn, users};
use crate::models::audit::{Actor, Change};
use crate::models::{password_link, session};

/// A disabled user is signed out immediately, and their password links stop working.
pub fn set(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
    version: i64,
    role: Role,
    disabled: bool,
) -> Result<(), UserRefused> {
    let before = at_version(conn, id, version)?;
    let row = users::table.filter(users::id.eq(id));
    diesel::update(row)
        .set((users::role.eq(role), users::disabled.eq(disabled), users::version.eq(users::version + 1)))
        .execute(conn)?;
    require_admin(conn)?;
    if disabled {
        session::end_all(conn, id, None)?;
        password_link::void(conn, id)?;
    }
    let user = &before.user;
    if user.role != role {
        let changes = [Change::new("role", Some(user.role.into()), Some(role.into()))];
        record(conn, actor, "changed the role of", user, &changes)?;
    }
    if before.disabled != disabled {
        record(conn, actor, if disabled { "disabled" } else { "enabled" }, user, &[])?;
    }
    Ok(())
}

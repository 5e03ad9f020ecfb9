//! Settings that admins choose for the whole desk, in one row.

use diesel::prelude::*;

use super::QueryResult;
use super::audit::{self, Actor, AuditSubject, Change, Kind};
use crate::db::{Conn, desk_rules};

pub fn is_second_factor_required(conn: &mut Conn) -> QueryResult<bool> {
    let row = desk_rules::table.order(desk_rules::id).select(desk_rules::second_factor_required);
    Ok(row.first(conn).optional()?.unwrap_or(false))
}

pub fn require_second_factor(conn: &mut Conn, actor: &Actor, required: bool) -> QueryResult<()> {
    let before = is_second_factor_required(conn)?;
    if before == required {
        return Ok(());
    }
    diesel::update(desk_rules::table).set(desk_rules::second_factor_required.eq(required)).execute(conn)?;
    let (before, after) = (before.to_string(), required.to_string());
    let change = Change::new("second_factor_required", Some(&before), Some(&after));
    let subject = AuditSubject { kind: Kind::Site, id: None, name: "desk rules".into() };
    audit::record(conn, actor, "changed", &subject, &[change])
}

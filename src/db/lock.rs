//! Locks for what must not run twice at a time.

use diesel::RunQueryDsl;

use super::{Conn, DbError};

/// Locks that only one transaction at a time may hold.
#[derive(Clone, Copy)]
pub(crate) enum Lock {
    Migrations = 7_230_021,
    Profiles = 7_230_022,
    Users = 7_230_023,
    SignIn = 7_230_024,
}

/// Takes a lock until the transaction ends. Does nothing on SQLite, where only one write transaction runs at a time
/// anyway.
pub(crate) fn lock(conn: &mut Conn, lock: Lock) -> Result<(), DbError> {
    if let Conn::Postgres(c) = conn {
        diesel::sql_query(format!("SELECT pg_advisory_xact_lock({})", lock as i32)).execute(c)?;
    }
    Ok(())
}

//! Transactions on either database.

use diesel::connection::{AnsiTransactionManager, TransactionManager};

use super::{Conn, DbError, on_each};

#[derive(Clone, Copy)]
pub enum Mode {
    Read,
    Write,
}

pub fn transaction<T, E: From<DbError>>(
    conn: &mut Conn,
    mode: Mode,
    work: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    begin(conn, mode)?;
    within(conn, work)
}

/// Begins a transaction that writes. On PostgreSQL, fails immediately on a read-only server, while the caller can still
/// try another connection. A statement sent along with `BEGIN` takes no further round trip.
pub fn begin_writing(conn: &mut Conn) -> Result<(), DbError> {
    const WRITING: &str = "BEGIN; UPDATE content_version SET version = version WHERE FALSE";
    match conn {
        Conn::Postgres(c) => Ok(AnsiTransactionManager::begin_transaction_sql(c, WRITING)?),
        Conn::Sqlite(_) => begin(conn, Mode::Write),
    }
}

/// On SQLite, a write transaction takes its lock immediately: one that reads first and upgrades later fails under load.
pub fn begin(conn: &mut Conn, mode: Mode) -> Result<(), DbError> {
    let begun = match (conn, mode) {
        (Conn::Postgres(c), Mode::Read) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        (Conn::Postgres(c), Mode::Write) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN"),
        (Conn::Sqlite(c), Mode::Read) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN"),
        (Conn::Sqlite(c), Mode::Write) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
    };
    Ok(begun?)
}

/// Commits, or rolls back on an error.
pub fn within<T, E: From<DbError>>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    match work(conn) {
        Ok(value) => {
            commit(conn)?;
            Ok(value)
        }
        Err(error) => {
            roll_back(conn);
            Err(error)
        }
    }
}

fn commit(conn: &mut Conn) -> Result<(), DbError> {
    Ok(on_each!(conn, c => AnsiTransactionManager::commit_transaction(c))?)
}

/// Ignores its own failure: the connection is then broken and the pool drops it, and the first error matters more.
pub fn roll_back(conn: &mut Conn) {
    on_each!(conn, c => AnsiTransactionManager::rollback_transaction(c)).ok();
}

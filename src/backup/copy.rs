//! Copies out of and into a database that may be in use.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::staged::Staged;
use super::{BackupError, seal};
use crate::db::{self, Conn, texts, uri};

/// Opens an existing database, without changing its journal mode.
pub fn open(path: &Path) -> Result<Conn, BackupError> {
    let mut conn = SqliteConnection::establish(&uri(&path.to_string_lossy(), "rw"))
        .map_err(BackupError::sqlite(path))?;
    conn.batch_execute("PRAGMA busy_timeout = 5000").map_err(BackupError::sqlite(path))?;
    Ok(Conn::Sqlite(conn))
}

/// Copies a consistent snapshot of a database, which may be in use, to a sealed file staged for `place`.
pub fn snapshot(database: &Path, place: &Path) -> Result<Staged, BackupError> {
    let staged = Staged::beside(place)?;
    let vacuum = format!("VACUUM INTO {}", quoted(staged.path()));
    open(database)?.batch_execute(&vacuum).map_err(BackupError::sqlite(database))?;
    seal::put(staged.path())?;
    Ok(staged)
}

/// Attaches a database with the same schema under the name `restored`.
pub fn attach(conn: &mut Conn, other: &Path) -> Result<(), db::DbError> {
    // Tables are replaced one by one, so foreign keys hold only once all of them have been replaced.
    conn.batch_execute("PRAGMA foreign_keys = OFF")?;
    Ok(conn.batch_execute(&format!("ATTACH {} AS restored", quoted(other)))?)
}

/// Replaces all rows with the rows of the attached database, inside the caller's transaction. Full-text indexes are
/// copied as the tables that store them, so the triggers that would update them are dropped meanwhile.
pub fn replace_rows(conn: &mut Conn) -> Result<(), db::DbError> {
    let triggers = texts(conn, "SELECT sql AS text FROM main.sqlite_schema WHERE type = 'trigger'")?;
    for name in texts(conn, "SELECT name AS text FROM main.sqlite_schema WHERE type = 'trigger'")? {
        conn.batch_execute(&format!("DROP TRIGGER \"{name}\""))?;
    }
    let stored = "SELECT name AS text FROM pragma_table_list
                  WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    for table in texts(conn, stored)? {
        conn.batch_execute(&format!(
            "DELETE FROM main.\"{table}\"; INSERT INTO main.\"{table}\" SELECT * FROM restored.\"{table}\""
        ))?;
    }
    triggers.iter().try_for_each(|trigger| Ok(conn.batch_execute(trigger)?))
}

fn quoted(path: &Path) -> String {
    format!("'{}'", path.to_string_lossy().replace('\'', "''"))
}

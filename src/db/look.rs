//! Read-only connections, for diagnostics.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::manager::Manager;
use super::transaction::{begin, roll_back};
use super::{Conn, DatabaseUrl, DbError, Mode, texts, version};

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(1);

/// Connects read-only, and doesn't create a missing file.
pub fn look(url: &DatabaseUrl) -> Result<Conn, DbError> {
    connect(url).map_err(|error| url.explain(error))
}

fn connect(url: &DatabaseUrl) -> Result<Conn, DbError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(&uri(path, "ro"))?;
            conn.batch_execute("PRAGMA busy_timeout = 1000")?;
            Ok(Conn::Sqlite(conn))
        }
        DatabaseUrl::Postgres(_) => {
            let mut conn = Manager::new(url.clone(), Arc::default()).make()?.conn;
            conn.batch_execute("SET default_transaction_read_only = on")?;
            Ok(conn)
        }
    }
}

/// Whether a PostgreSQL server is a standby, or its transactions are read-only by default. Asks for the default of new
/// connections, because [`look`] changes its own.
pub fn is_read_only(conn: &mut Conn) -> Result<bool, DbError> {
    const ASKED: &str = "SELECT '' AS text WHERE pg_is_in_recovery() OR \
        (SELECT reset_val FROM pg_settings WHERE name = 'default_transaction_read_only') = 'on'";
    match conn {
        Conn::Postgres(_) => Ok(!texts(conn, ASKED)?.is_empty()),
        Conn::Sqlite(_) => Ok(false),
    }
}

/// Writes, and undoes it.
pub fn try_writing(url: &DatabaseUrl) -> Result<(), DbError> {
    let mut conn = match url {
        DatabaseUrl::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(&uri(path, "rw"))?;
            conn.batch_execute("PRAGMA busy_timeout = 1000")?;
            Conn::Sqlite(conn)
        }
        DatabaseUrl::Postgres(_) => {
            let manager = Manager::new(url.clone(), Arc::default());
            manager.bounded(Some(PATIENCE)).make()?.conn
        }
    };
    begin(&mut conn, Mode::Write)?;
    let written = version::rewrite(&mut conn);
    roll_back(&mut conn);
    written
}

/// A path as an SQLite URI for opening an existing file, with special characters escaped.
pub fn uri(path: &str, mode: &str) -> String {
    let escaped = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}?mode={mode}")
}

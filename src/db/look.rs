//! Read-only connections, for diagnostics.

use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::manager::Manager;
use super::{Conn, DatabaseUrl, DbError};

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

/// A path as an SQLite URI for opening an existing file, with special characters escaped.
pub fn uri(path: &str, mode: &str) -> String {
    let escaped = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}?mode={mode}")
}

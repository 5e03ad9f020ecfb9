//! Connections that can't change anything, for those who only want to know how the database is.

use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::manager::Manager;
use super::{Conn, DatabaseUrl, Error};

/// Connects, makes no file where there is none, and lets nothing be written.
///
/// # Errors
/// Says what can't be opened, why, and what to do about it.
pub fn look(url: &DatabaseUrl) -> Result<Conn, Error> {
    connect(url).map_err(|error| url.explain(error))
}

fn connect(url: &DatabaseUrl) -> Result<Conn, Error> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(&uri(path, "ro"))?;
            conn.batch_execute("PRAGMA busy_timeout = 1000")?;
            Ok(Conn::Sqlite(conn))
        }
        DatabaseUrl::Postgres(_) => {
            let mut conn = Manager::new(url.clone(), Arc::default()).make()?;
            conn.batch_execute("SET default_transaction_read_only = on")?;
            Ok(conn)
        }
    }
}

/// A path as SQLite's URI for opening a file that exists, where some characters mean something.
pub fn uri(path: &str, mode: &str) -> String {
    let escaped = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}?mode={mode}")
}

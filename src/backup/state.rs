//! What a database holds, as far as it can be told by counting.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::Error;
use crate::db::migrate;

/// What a database holds at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The content version; 0 where the schema is older than it.
    pub version: i64,
    /// How many rows each table has.
    rows: BTreeMap<String, i64>,
    /// When a career was last changed, UTC.
    changed: Option<String>,
}

impl State {
    /// What a connection sees of the database at a path.
    ///
    /// # Errors
    /// It isn't one of this program, or is of a newer one.
    pub fn read(conn: &Connection, path: &Path) -> Result<Self, Error> {
        let rows = rows(conn).map_err(Error::sqlite(path))?;
        let applied = match rows.contains_key("__diesel_schema_migrations") {
            true => {
                texts(conn, "SELECT version FROM __diesel_schema_migrations").map_err(Error::sqlite(path))?
            }
            false => Vec::new(),
        };
        let is_known = migrate::knows(&applied);
        if !is_known.map_err(|error| Error::wrong(path, format!("can’t be used: {error}")))? {
            return Err(match rows.is_empty() {
                true => Error::wrong(path, "is empty"),
                false => Error::wrong(path, "is an SQLite database, but not one of Metier"),
            });
        }
        let version = match rows.contains_key("content_version") {
            true => conn.query_row("SELECT version FROM content_version", [], |row| row.get(0)),
            false => Ok(0),
        };
        let changed = conn.query_row("SELECT max(updated_at) FROM careers", [], |row| row.get(0));
        let changed = changed.map_err(Error::sqlite(path))?;
        Ok(Self { version: version.map_err(Error::sqlite(path))?, rows, changed })
    }

    /// The same of a file, every page of which is looked at.
    ///
    /// # Errors
    /// It is damaged, or a row hangs on one that isn't there.
    pub fn checked(path: &Path) -> Result<Self, Error> {
        let conn = Connection::open(path).map_err(Error::sqlite(path))?;
        let state = Self::read(&conn, path)?;
        let found = texts(&conn, "PRAGMA integrity_check(1)").map_err(Error::sqlite(path))?;
        if found != ["ok"] {
            return Err(Error::wrong(path, format!("is damaged: {}", found.join("; "))));
        }
        let loose = conn.query_row("PRAGMA foreign_key_check", [], |row| row.get::<_, String>(0)).optional();
        match loose.map_err(Error::sqlite(path))? {
            Some(table) => Err(Error::wrong(path, format!("is damaged: a row of {table} hangs on none"))),
            None => Ok(state),
        }
    }

    /// Whether nobody has put anything into it.
    pub fn is_empty(&self) -> bool {
        self.count("careers") + self.count("users") == 0
    }

    fn count(&self, table: &str) -> i64 {
        self.rows.get(table).copied().unwrap_or(0)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (careers, users) = (self.count("careers"), self.count("users"));
        write!(f, "{careers} careers, {users} users, content version {}", self.version)?;
        match &self.changed {
            Some(changed) => write!(f, ", last changed {} UTC", changed.get(..16).unwrap_or(changed)),
            None => Ok(()),
        }
    }
}

/// How many rows each table has. Full-text indexes follow from the others.
fn rows(conn: &Connection) -> rusqlite::Result<BTreeMap<String, i64>> {
    let tables = "SELECT name FROM pragma_table_list
                  WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let count = |table: String| {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""));
        Ok((table, conn.query_row(&sql, [], |row| row.get(0))?))
    };
    texts(conn, tables)?.into_iter().map(count).collect()
}

fn texts(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

//! A summary of a database's content.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::BackupError;
use super::copy::open;
use crate::db::{self, Conn, migrate, numbers, texts};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupState {
    /// 0 if the schema has no content version yet.
    pub version: i64,
    rows: BTreeMap<String, i64>,
    /// When a career was last changed, UTC.
    changed: Option<String>,
}

impl BackupState {
    /// Fails if the database isn't Metier's, or is newer than this program.
    pub fn read(conn: &mut Conn, path: &Path) -> Result<Self, BackupError> {
        let rows = rows(conn).map_err(BackupError::sqlite(path))?;
        let applied = match rows.contains_key("__diesel_schema_migrations") {
            true => texts(conn, migrate::APPLIED),
            false => Ok(Vec::new()),
        };
        let is_known = migrate::knows(&applied.map_err(BackupError::sqlite(path))?);
        if !is_known.map_err(|error| BackupError::wrong(path, format!("can’t be used: {error}")))? {
            return Err(match rows.is_empty() {
                true => BackupError::wrong(path, "is empty"),
                false => BackupError::wrong(path, "is an SQLite database, but not a Metier database"),
            });
        }
        let version = match rows.contains_key("content_version") {
            true => numbers(conn, "SELECT version AS number FROM content_version"),
            false => Ok(Vec::new()),
        };
        let version = version.map_err(BackupError::sqlite(path))?.pop().unwrap_or(0);
        let newest = "SELECT updated_at AS text FROM careers ORDER BY updated_at DESC LIMIT 1";
        let changed = texts(conn, newest).map_err(BackupError::sqlite(path))?.pop();
        Ok(Self { version, rows, changed })
    }

    /// Also checks every page and every foreign key of the file.
    pub fn checked(path: &Path) -> Result<Self, BackupError> {
        let mut conn = open(path)?;
        let state = Self::read(&mut conn, path)?;
        let found = texts(&mut conn, "SELECT integrity_check AS text FROM pragma_integrity_check LIMIT 1");
        let found = found.map_err(BackupError::sqlite(path))?;
        if found != ["ok"] {
            return Err(BackupError::wrong(path, format!("is damaged: {}", found.join("; "))));
        }
        let loose = texts(&mut conn, "SELECT \"table\" AS text FROM pragma_foreign_key_check LIMIT 1");
        match loose.map_err(BackupError::sqlite(path))?.pop() {
            Some(table) => {
                Err(BackupError::wrong(path, format!("is damaged: a row of {table} refers to a missing row")))
            }
            None => Ok(state),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.count("careers") + self.count("users") == 0
    }

    fn count(&self, table: &str) -> i64 {
        self.rows.get(table).copied().unwrap_or(0)
    }
}

impl fmt::Display for BackupState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (careers, users) = (self.count("careers"), self.count("users"));
        write!(f, "{careers} careers, {users} users, content version {}", self.version)?;
        match &self.changed {
            Some(changed) => write!(f, ", last changed {} UTC", changed.get(..16).unwrap_or(changed)),
            None => Ok(()),
        }
    }
}

/// Rows per table, without full-text indexes, which are derived from the others.
fn rows(conn: &mut Conn) -> Result<BTreeMap<String, i64>, db::DbError> {
    let tables = "SELECT name AS text FROM pragma_table_list
                  WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let tables = texts(conn, tables)?;
    let count = |table: String| {
        let sql = format!("SELECT count(*) AS number FROM \"{}\"", table.replace('"', "\"\""));
        Ok((table, numbers(conn, &sql)?.into_iter().sum()))
    };
    tables.into_iter().map(count).collect()
}

//! Migrates the schema at every start.

use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, DbError, Lock, lock, texts};

const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// Migrations that are older than the first schema that can be upgraded.
const EARLY: [&str; 7] = [
    "20261123000000",
    "20261124000000",
    "20261124000001",
    "20261125000000",
    "20261125000001",
    "20261125000005",
    "20261126000000",
];

/// The migrations that a database has, by version.
pub const APPLIED: &str = "SELECT version AS text FROM __diesel_schema_migrations ORDER BY version";

/// How a database's schema differs from this program's: migrations by version, oldest first.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    pub is_new: bool,
    pub lacking: Vec<String>,
    /// Migrations that this program doesn't know.
    pub unknown: Vec<String>,
}

impl Schema {
    /// Fails if the schema is newer than this program, or too old to upgrade.
    pub fn check(&self) -> Result<(), DbError> {
        check(&self.unknown)
    }
}

fn check(unknown: &[String]) -> Result<(), DbError> {
    match unknown.iter().max() {
        _ if unknown.iter().any(|version| EARLY.contains(&version.as_str())) => Err(DbError::EarlySchema),
        Some(version) => Err(DbError::NewerSchema { version: version.clone() }),
        None => Ok(()),
    }
}

/// Runs the missing migrations, and returns whether the database was new.
pub(super) fn migrate(conn: &mut Conn) -> Result<bool, DbError> {
    // Several instances may start at once: one migrates, the others wait and find it done.
    lock(conn, Lock::Migrations)?;
    let schema = schema(conn)?;
    schema.check()?;
    match conn {
        Conn::Postgres(c) => c.run_pending_migrations(POSTGRES_MIGRATIONS).map(drop),
        Conn::Sqlite(c) => c.run_pending_migrations(SQLITE_MIGRATIONS).map(drop),
    }
    .map_err(DbError::Migration)?;
    // Writes even if no migration was missing, so that a read-only file is reported now and not when the first editor
    // saves: SQLite doesn't complain when a write transaction begins.
    diesel::sql_query("DELETE FROM __diesel_schema_migrations WHERE version = ''").execute(conn)?;
    Ok(schema.is_new)
}

/// Whether an SQLite database with these migrations is Metier's; fails as [`Schema::check`] does.
pub fn knows(applied: &[String]) -> Result<bool, DbError> {
    let known = versions::<Sqlite>(&SQLITE_MIGRATIONS)?;
    let is_first = |version: &String| known.first() == Some(version) || version == EARLY[0];
    if !applied.iter().any(is_first) {
        return Ok(false);
    }
    let unknown: Vec<String> = applied.iter().filter(|version| !known.contains(version)).cloned().collect();
    check(&unknown).map(|()| true)
}

/// Doesn't change the database.
pub fn schema(conn: &mut Conn) -> Result<Schema, DbError> {
    let (known, table) = match conn {
        Conn::Postgres(_) => (
            versions::<Pg>(&POSTGRES_MIGRATIONS)?,
            "SELECT '' AS text WHERE to_regclass('__diesel_schema_migrations') IS NOT NULL",
        ),
        Conn::Sqlite(_) => (
            versions::<Sqlite>(&SQLITE_MIGRATIONS)?,
            "SELECT name AS text FROM sqlite_master WHERE name = '__diesel_schema_migrations'",
        ),
    };
    let applied = match texts(conn, table)?.is_empty() {
        true => Vec::new(),
        false => texts(conn, APPLIED)?,
    };
    Ok(Schema {
        is_new: applied.is_empty(),
        lacking: known.iter().filter(|version| !applied.contains(version)).cloned().collect(),
        unknown: applied.into_iter().filter(|version| !known.contains(version)).collect(),
    })
}

fn versions<DB: diesel::backend::Backend>(migrations: &EmbeddedMigrations) -> Result<Vec<String>, DbError> {
    let known = MigrationSource::<DB>::migrations(migrations).map_err(DbError::Migration)?;
    let mut versions: Vec<String> =
        known.iter().map(|migration| migration.name().version().to_string()).collect();
    versions.sort();
    Ok(versions)
}

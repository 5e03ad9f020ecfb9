//! The schema, brought up to date at every start.

use diesel::RunQueryDsl;
use diesel::migration::MigrationSource;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, Error, Lock, lock};

const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// Brings the schema up to date, and says whether the database was new.
pub fn migrate(conn: &mut Conn) -> Result<bool, Error> {
    // Several machines may start at once: one migrates, the others wait and find it done.
    lock(conn, Lock::Migrations)?;
    let is_new = match conn {
        Conn::Postgres(c) => run_migrations(c, POSTGRES_MIGRATIONS)?,
        Conn::Sqlite(c) => run_migrations(c, SQLITE_MIGRATIONS)?,
    };
    // Where nothing had to be done, a file that can't be written shows itself only now, and not when the
    // first editor saves: SQLite begins a write on it without a word.
    diesel::sql_query("DELETE FROM __diesel_schema_migrations WHERE version = ''").execute(conn)?;
    Ok(is_new)
}

fn run_migrations<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    migrations: EmbeddedMigrations,
) -> Result<bool, Error> {
    let applied = conn.applied_migrations().map_err(Error::Migration)?;
    let known = MigrationSource::<DB>::migrations(&migrations).map_err(Error::Migration)?;
    let known: Vec<String> = known.iter().map(|migration| migration.name().version().to_string()).collect();
    let newer = applied.iter().map(ToString::to_string).filter(|version| !known.contains(version)).max();
    if let Some(version) = newer {
        return Err(Error::NewerSchema { version });
    }
    conn.run_pending_migrations(migrations).map_err(Error::Migration)?;
    Ok(applied.is_empty())
}

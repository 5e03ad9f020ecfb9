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

/// Checks that this program knows the schema of an SQLite database, by the versions of its migrations, and says
/// whether it is one of Metier at all.
///
/// # Errors
/// It was migrated by a newer program.
pub fn knows(applied: &[String]) -> Result<bool, Error> {
    let known = known::<diesel::sqlite::Sqlite>(&SQLITE_MIGRATIONS)?;
    match known.iter().min().is_some_and(|first| applied.contains(first)) {
        true => refuse_newer(applied, &known).map(|()| true),
        false => Ok(false),
    }
}

fn known<DB: diesel::backend::Backend>(migrations: &EmbeddedMigrations) -> Result<Vec<String>, Error> {
    let known = MigrationSource::<DB>::migrations(migrations).map_err(Error::Migration)?;
    Ok(known.iter().map(|migration| migration.name().version().to_string()).collect())
}

fn refuse_newer(applied: &[String], known: &[String]) -> Result<(), Error> {
    match applied.iter().filter(|version| !known.contains(version)).max() {
        Some(version) => Err(Error::NewerSchema { version: version.clone() }),
        None => Ok(()),
    }
}

fn run_migrations<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    migrations: EmbeddedMigrations,
) -> Result<bool, Error> {
    let applied = conn.applied_migrations().map_err(Error::Migration)?;
    let versions: Vec<String> = applied.iter().map(ToString::to_string).collect();
    refuse_newer(&versions, &known::<DB>(&migrations)?)?;
    conn.run_pending_migrations(migrations).map_err(Error::Migration)?;
    Ok(applied.is_empty())
}

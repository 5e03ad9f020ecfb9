//! One connection type for SQLite and PostgreSQL, and the two ways to use it: [`Db::read`] and
//! [`Db::write`], each one transaction, off the async threads.

mod conn;
mod error;
mod manager;
#[allow(missing_docs)]
mod schema;
pub mod url;
mod word;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::RunQueryDsl;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::r2d2::{ManageConnection, Pool};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

pub use conn::{Backend, Conn};
pub use error::Error;
use manager::Manager;
pub(crate) use schema::*;
pub use url::DatabaseUrl;
pub use word::Word;

/// Runs one expression on whichever connection there is, for what diesel's enum lacks (batch inserts).
macro_rules! on_each {
    ($conn:expr, $c:ident => $query:expr) => {
        match $conn {
            $crate::db::Conn::Postgres($c) => $query,
            $crate::db::Conn::Sqlite($c) => $query,
        }
    };
}
pub(crate) use on_each;

const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// The rows that go into one `INSERT`: within SQLite's 32,766 variables at 32 columns.
pub const BATCH: usize = 1_000;

/// The ids asked for in one query, for the same reason.
pub const CHUNK: usize = 10_000;

/// A pool of connections to one database, ready to use: its schema is up to date.
#[derive(Clone)]
pub struct Db {
    pool: Pool<Manager>,
    queries: Arc<AtomicU64>,
}

impl Db {
    /// Opens a database, makes its file where there is none, and runs the migrations it lacks. Where it was
    /// new, `when_new` fills it in the same transaction: a first start leaves a whole database or none.
    ///
    /// # Errors
    /// Says what can't be opened and why: no server, a locked or read-only file, a newer schema.
    pub fn open<E: From<Error>>(
        url: &DatabaseUrl,
        when_new: impl FnOnce(&mut Conn) -> Result<(), E>,
    ) -> Result<Self, E> {
        let queries = Arc::new(AtomicU64::new(0));
        let manager = Manager { url: url.clone(), queries: queries.clone() };
        // The pool would retry for half a minute and drop the reason; one connection by hand says it.
        let mut first = manager.connect().map_err(|error| url.explain(error))?;
        let opened = transaction(&mut first, Mode::Write, |conn| match migrate(conn)? {
            true => when_new(conn).map_err(Opening::Filling),
            false => Ok(()),
        });
        opened.map_err(|error| match error {
            Opening::Database(error) => url.explain(error).into(),
            Opening::Filling(error) => error,
        })?;
        let pool = Pool::builder()
            .max_size(8)
            .min_idle(Some(0))
            .connection_timeout(Duration::from_secs(10))
            .build_unchecked(manager);
        Ok(Self { pool, queries })
    }

    /// Reads in one transaction, so that all of it is of one moment. Blocks; for the command line.
    pub fn read_now<T, E: From<Error>>(&self, read: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.pool.get().map_err(Error::from)?;
        transaction(&mut conn, Mode::Read, read)
    }

    /// Writes in one transaction: all of it, or nothing. Blocks; for the command line.
    pub fn write_now<T, E: From<Error>>(
        &self,
        write: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.pool.get().map_err(Error::from)?;
        transaction(&mut conn, Mode::Write, write)
    }

    /// [`Db::read_now`], off the async threads.
    pub async fn read<T, E>(
        &self,
        read: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let db = self.clone();
        let done = actix_web::rt::task::spawn_blocking(move || db.read_now(read)).await;
        done.unwrap_or_else(|_| Err(Error::Interrupted.into()))
    }

    /// [`Db::write_now`], off the async threads.
    pub async fn write<T, E>(
        &self,
        write: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let db = self.clone();
        let done = actix_web::rt::task::spawn_blocking(move || db.write_now(write)).await;
        done.unwrap_or_else(|_| Err(Error::Interrupted.into()))
    }

    /// How many statements have been sent since the start, over all connections.
    pub fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }
}

/// Why a database can't be opened: for itself, or for what a new one is filled with.
enum Opening<E> {
    Database(Error),
    Filling(E),
}

impl<E> From<Error> for Opening<E> {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

#[derive(Clone, Copy)]
enum Mode {
    Read,
    Write,
}

/// Runs `work` between a begin that fits the mode and a commit; rolls back on an error.
///
/// A write on SQLite takes its lock at once: one that reads first and asks later fails under load.
fn transaction<T, E: From<Error>>(
    conn: &mut Conn,
    mode: Mode,
    work: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    let begun = match (&mut *conn, mode) {
        (Conn::Postgres(c), Mode::Read) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        (Conn::Postgres(c), Mode::Write) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN"),
        (Conn::Sqlite(c), Mode::Read) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN"),
        (Conn::Sqlite(c), Mode::Write) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
    };
    begun.map_err(Error::from)?;
    match work(conn) {
        Ok(value) => {
            on_each!(conn, c => AnsiTransactionManager::commit_transaction(c)).map_err(Error::from)?;
            Ok(value)
        }
        Err(error) => {
            // The connection is broken where this fails too, and the pool drops it; the cause matters more.
            on_each!(conn, c => AnsiTransactionManager::rollback_transaction(c)).ok();
            Err(error)
        }
    }
}

/// What only one transaction at a time may do.
#[derive(Clone, Copy)]
pub(crate) enum Lock {
    Migrations = 7_230_021,
    Profiles = 7_230_022,
    Users = 7_230_023,
    SignIn = 7_230_024,
}

/// Waits until no other transaction holds a lock, and holds it until this one ends. A write on SQLite holds
/// the only one there is from its beginning.
pub(crate) fn lock(conn: &mut Conn, lock: Lock) -> Result<(), Error> {
    if let Conn::Postgres(c) = conn {
        diesel::sql_query(format!("SELECT pg_advisory_xact_lock({})", lock as i32)).execute(c)?;
    }
    Ok(())
}

/// Brings the schema up to date, and says whether the database was new.
fn migrate(conn: &mut Conn) -> Result<bool, Error> {
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
    use diesel::migration::MigrationSource;
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

//! Opens and configures connections for the pool.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use diesel::connection::{InstrumentationEvent, SimpleConnection, TransactionManager};
use diesel::r2d2::ManageConnection;
use diesel::{Connection as _, PgConnection, SqliteConnection};

use super::file::{self, DatabaseFile};
use super::passing::of_query;
use super::version::KnownVersion;
use super::writable::Writable;
use super::{Conn, DatabaseUrl, DbError, Passing, uri};

/// WAL, so that readers don't wait for the writer; commits that reach the disk before they are answered, so that a
/// power failure loses none; foreign keys; and five seconds of waiting for a lock. `busy_timeout` comes first, because
/// the other statements may have to wait.
const SQLITE_SETUP: &str = "PRAGMA busy_timeout = 5000;
     PRAGMA journal_mode = WAL;
     PRAGMA synchronous = FULL;
     PRAGMA foreign_keys = ON;";

/// UTC; no JIT, because compiling takes longer than our queries run; and a low similarity threshold, because short
/// words with two letters swapped share few trigrams.
const POSTGRES_SETUP: &str = "SET TIME ZONE 'UTC'; SET jit = off; SET pg_trgm.similarity_threshold = 0.2";

const PATIENCE: Duration = Duration::from_secs(5);

/// The shortest time between two replacements of all connections.
const RENEWED_AGAIN: Duration = Duration::from_millis(500);

#[derive(Clone)]
pub struct Manager {
    pub url: DatabaseUrl,
    pub queries: Arc<AtomicU64>,
    pub writable: Arc<Writable>,
    pub version: Arc<KnownVersion>,
    /// `None` for PostgreSQL.
    pub file: Option<Arc<DatabaseFile>>,
    /// The longest time for a statement on PostgreSQL.
    pub patience: Option<Duration>,
    is_away: Arc<AtomicBool>,
    renewals: Arc<Mutex<Renewals>>,
}

/// How often all connections were replaced, and when last.
#[derive(Debug, Default)]
struct Renewals(u64, Option<Instant>);

/// A connection and whether it may be used again.
pub struct PooledConn {
    pub conn: Conn,
    /// Whether PostgreSQL said that it is read-only.
    is_spent: Arc<AtomicBool>,
    renewals: u64,
    /// Dropped after the connection is closed.
    _count: Option<Arc<()>>,
}

impl Deref for PooledConn {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for PooledConn {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Manager {
    /// `queries` counts statements across all connections.
    pub fn new(url: DatabaseUrl, queries: Arc<AtomicU64>) -> Self {
        let file = match &url {
            DatabaseUrl::Sqlite(path) => Some(Arc::new(DatabaseFile::new(path))),
            DatabaseUrl::Postgres(_) => None,
        };
        Self {
            url,
            queries,
            writable: Arc::default(),
            version: Arc::default(),
            file,
            patience: None,
            is_away: Arc::default(),
            renewals: Arc::default(),
        }
    }

    /// Bounds statements on PostgreSQL, on connections opened from now on.
    pub fn bounded(self, patience: Option<Duration>) -> Self {
        Self { patience, ..self }
    }

    /// Makes the pool drop all existing connections, unless it did a moment ago.
    pub fn renew(&self) -> bool {
        let mut renewals = self.renewals.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = renewals.1.is_none_or(|at| at.elapsed() >= RENEWED_AGAIN);
        if is_due {
            *renewals = Renewals(renewals.0 + 1, Some(Instant::now()));
        }
        is_due
    }

    fn renewals(&self) -> u64 {
        self.renewals.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    /// Fails if the SQLite file was removed or replaced.
    pub fn check_file(&self) -> Result<(), DbError> {
        self.file.as_ref().map_or(Ok(()), |file| file.check())
    }

    /// Whether a connection must not be used again, because another one would reach the database as it is now.
    fn is_outdated(&self, conn: &mut PooledConn) -> bool {
        if self.check_file().is_err() {
            file::empty_wal(conn);
            return true;
        }
        conn.is_spent.load(Ordering::Relaxed) || conn.renewals < self.renewals()
    }

    /// Whether the last attempt to connect failed.
    pub fn is_away(&self) -> bool {
        self.is_away.load(Ordering::Relaxed)
    }

    /// Records the outcome of an attempt to connect, and logs only changes of state.
    fn note(&self, failure: Option<&DbError>) {
        let is_away = failure.is_some_and(|error| error.passing() == Some(Passing::Away));
        let was_away = self.is_away.swap(is_away, Ordering::Relaxed);
        match failure {
            Some(error) if is_away && !was_away => {
                tracing::error!(database = %self.url, %error, "can’t connect to the database; retrying");
            }
            None if was_away => tracing::info!(database = %self.url, "connected to the database again"),
            _ => {}
        }
    }

    /// Opens a connection; the caller reports errors.
    pub fn make(&self) -> Result<PooledConn, DbError> {
        let count = self.file.as_ref().map(|file| file.count());
        let renewals = self.renewals();
        self.check_file()?;
        let mut conn = match &self.url {
            DatabaseUrl::Postgres(url) => {
                let mut conn = PgConnection::establish(&with_limits(url))?;
                let patience = self.patience.map_or(0, |patience| patience.as_millis());
                conn.batch_execute(&format!("{POSTGRES_SETUP}; SET statement_timeout = {patience}"))?;
                Conn::Postgres(conn)
            }
            DatabaseUrl::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(&uri(path, "rw"))?;
                set_up(&mut conn)?;
                Conn::Sqlite(conn)
            }
        };
        if let Some(file) = &self.file {
            file.check_opened()?;
        }
        let is_spent = Arc::<AtomicBool>::default();
        self.instrument(&mut conn, is_spent.clone());
        Ok(PooledConn { conn, is_spent, renewals, _count: count })
    }

    /// Counts statements, and notes what they say about the database.
    fn instrument(&self, conn: &mut Conn, is_spent: Arc<AtomicBool>) {
        let (queries, writable, url) = (self.queries.clone(), self.writable.clone(), self.url.clone());
        let is_remote = matches!(url, DatabaseUrl::Postgres(_));
        let mut has_written = false;
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| match event {
            InstrumentationEvent::StartQuery { query, .. } => {
                queries.fetch_add(1, Ordering::Relaxed);
                if tracing::enabled!(tracing::Level::TRACE) {
                    // Leaves out the values: password hashes, email addresses, what visitors search for.
                    let text = query.to_string();
                    tracing::trace!(query = text.split(" -- binds: ").next());
                }
            }
            InstrumentationEvent::FinishQuery { query, error, .. } => {
                writable.note(&url, query, error, &mut has_written);
                if is_remote && error.and_then(of_query) == Some(Passing::ReadOnly) {
                    is_spent.store(true, Ordering::Relaxed);
                }
            }
            _ => {}
        });
    }
}

impl ManageConnection for Manager {
    type Connection = PooledConn;
    type Error = DbError;

    fn connect(&self) -> Result<PooledConn, DbError> {
        let made = self.make();
        // A fault of the file has been logged.
        self.note(made.as_ref().err().filter(|error| !matches!(error, DbError::Away)));
        made
    }

    fn is_valid(&self, conn: &mut PooledConn) -> Result<(), DbError> {
        if self.is_outdated(conn) {
            return Err(DbError::Away);
        }
        is_open(conn)
    }

    fn has_broken(&self, conn: &mut PooledConn) -> bool {
        std::thread::panicking()
            || <Conn as diesel::Connection>::TransactionManager::is_broken_transaction_manager(conn)
            || self.is_outdated(conn)
    }
}

/// Fails if the server has closed the connection. Looks at data that has already been received, without a round trip.
/// Looks twice, because a server that stops sends a message before it closes the connection: the first look reads the
/// message, the second the end.
pub fn is_open(conn: &mut Conn) -> Result<(), DbError> {
    let Conn::Postgres(conn) = conn else { return Ok(()) };
    for _ in 0..2 {
        conn.notifications_iter().try_for_each(|came| came.map(drop))?;
    }
    Ok(())
}

/// Retries, because SQLite reports "locked" immediately, ignoring `busy_timeout`, when several programs switch a new
/// file to WAL or the last one is just closing it.
pub fn set_up(conn: &mut SqliteConnection) -> Result<(), diesel::result::Error> {
    let started = Instant::now();
    loop {
        match conn.batch_execute(SQLITE_SETUP) {
            Err(error) if error.to_string().contains("locked") && started.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
}

/// Parameters for libpq that the URL doesn't set: two seconds to connect, about ten to give up on a dead connection.
const LIMITS: [(&str, &str); 5] = [
    ("connect_timeout", "2"),
    ("tcp_user_timeout", "5000"),
    ("keepalives_idle", "5"),
    ("keepalives_interval", "2"),
    ("keepalives_count", "2"),
];

fn with_limits(url: &str) -> String {
    let missing = LIMITS.iter().filter(|(name, _)| !url.contains(&format!("{name}=")));
    missing.fold(url.to_owned(), |url, (name, value)| {
        let mark = if url.contains('?') { '&' } else { '?' };
        format!("{url}{mark}{name}={value}")
    })
}

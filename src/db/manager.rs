//! Opens and configures connections for the pool.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::{InstrumentationEvent, SimpleConnection, TransactionManager};
use diesel::r2d2::ManageConnection;
use diesel::{Connection as _, PgConnection, SqliteConnection};

use super::writable::Writable;
use super::{Conn, DatabaseUrl, DbError, Passing};

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

#[derive(Clone)]
pub struct Manager {
    pub url: DatabaseUrl,
    pub queries: Arc<AtomicU64>,
    pub writable: Arc<Writable>,
    is_away: Arc<AtomicBool>,
}

impl Manager {
    /// `queries` counts statements across all connections.
    pub fn new(url: DatabaseUrl, queries: Arc<AtomicU64>) -> Self {
        Self { url, queries, writable: Arc::default(), is_away: Arc::default() }
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
    pub fn make(&self) -> Result<Conn, DbError> {
        let mut conn = match &self.url {
            DatabaseUrl::Postgres(url) => {
                let mut conn = PgConnection::establish(&with_limits(url))?;
                conn.batch_execute(POSTGRES_SETUP)?;
                Conn::Postgres(conn)
            }
            DatabaseUrl::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(path)?;
                set_up(&mut conn)?;
                Conn::Sqlite(conn)
            }
        };
        let (queries, writable, url) = (self.queries.clone(), self.writable.clone(), self.url.clone());
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
            }
            _ => {}
        });
        Ok(conn)
    }
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = DbError;

    fn connect(&self) -> Result<Conn, DbError> {
        let made = self.make();
        self.note(made.as_ref().err());
        made
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), DbError> {
        is_open(conn)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking()
            || <Conn as diesel::Connection>::TransactionManager::is_broken_transaction_manager(conn)
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
fn set_up(conn: &mut SqliteConnection) -> Result<(), diesel::result::Error> {
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

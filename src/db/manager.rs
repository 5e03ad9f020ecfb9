//! Makes connections for the pool, and prepares each for its work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::{InstrumentationEvent, SimpleConnection, TransactionManager};
use diesel::r2d2::ManageConnection;
use diesel::{Connection as _, PgConnection, SqliteConnection};

use super::{Conn, DatabaseUrl, Error, Passing};

/// What every SQLite connection needs: readers that don't wait for the writer, commits that are on the disk
/// before they are answered, so that a power cut takes none back, links that hold, and five seconds of patience for
/// the lock. The wait comes first, since the others may have to wait.
const SQLITE_SETUP: &str = "PRAGMA busy_timeout = 5000;
     PRAGMA journal_mode = WAL;
     PRAGMA synchronous = FULL;
     PRAGMA foreign_keys = ON;";

/// What every PostgreSQL connection needs: times in UTC; no compiling of queries that are done before it is; and
/// words that count as near where a fifth of their trigrams are the same: short ones with two letters swapped
/// share no more.
const POSTGRES_SETUP: &str = "SET TIME ZONE 'UTC'; SET jit = off; SET pg_trgm.similarity_threshold = 0.2";

/// How long an SQLite connection waits for its set-up.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Clone)]
pub struct Manager {
    pub url: DatabaseUrl,
    pub queries: Arc<AtomicU64>,
    is_away: Arc<AtomicBool>,
}

impl Manager {
    /// One that counts the statements of its connections together with others.
    pub fn new(url: DatabaseUrl, queries: Arc<AtomicU64>) -> Self {
        Self { url, queries, is_away: Arc::default() }
    }

    /// Whether the database couldn't be reached when it was last tried.
    pub fn is_away(&self) -> bool {
        self.is_away.load(Ordering::Relaxed)
    }

    /// Takes note of how a try went. What is new is logged once, not at each try.
    fn note(&self, failure: Option<&Error>) {
        let is_away = failure.is_some_and(|error| error.passing() == Some(Passing::Away));
        let was_away = self.is_away.swap(is_away, Ordering::Relaxed);
        match failure {
            Some(error) if is_away && !was_away => {
                tracing::error!(database = %self.url, %error, "the database can’t be reached; it is tried again and again");
            }
            None if was_away => tracing::info!(database = %self.url, "the database is back"),
            _ => {}
        }
    }

    /// Makes a connection, and leaves it to whoever asks to say why it can't be had.
    pub fn make(&self) -> Result<Conn, Error> {
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
        let queries = self.queries.clone();
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                queries.fetch_add(1, Ordering::Relaxed);
                if tracing::enabled!(tracing::Level::TRACE) {
                    // Behind it stand its values: hashes of passwords, addresses, what visitors search for.
                    let text = query.to_string();
                    tracing::trace!(query = text.split(" -- binds: ").next());
                }
            }
        });
        Ok(conn)
    }
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = Error;

    fn connect(&self) -> Result<Conn, Error> {
        let made = self.make();
        self.note(made.as_ref().err());
        made
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Error> {
        is_open(conn)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking()
            || <Conn as diesel::Connection>::TransactionManager::is_broken_transaction_manager(conn)
    }
}

/// Whether the server hasn't closed it: looks at what has come in, without asking and waiting for an answer.
/// Twice, since a server that stops says so before it closes: the first look finds the word, the second the end.
pub fn is_open(conn: &mut Conn) -> Result<(), Error> {
    let Conn::Postgres(conn) = conn else { return Ok(()) };
    for _ in 0..2 {
        conn.notifications_iter().try_for_each(|came| came.map(drop))?;
    }
    Ok(())
}

/// Sets an SQLite connection up. Where several programs turn a new file to WAL at once, or the last one is just
/// closing it, SQLite says at once that it is locked, without the wait that it was asked for.
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

/// What is asked of libpq where the address doesn't say otherwise: two seconds to reach the server, and
/// about ten to give up a connection over which nothing comes back.
const LIMITS: [(&str, &str); 5] = [
    ("connect_timeout", "2"),
    ("tcp_user_timeout", "5000"),
    ("keepalives_idle", "5"),
    ("keepalives_interval", "2"),
    ("keepalives_count", "2"),
];

/// An address with the limits that it doesn't set itself.
fn with_limits(url: &str) -> String {
    let missing = LIMITS.iter().filter(|(name, _)| !url.contains(&format!("{name}=")));
    missing.fold(url.to_owned(), |url, (name, value)| {
        let mark = if url.contains('?') { '&' } else { '?' };
        format!("{url}{mark}{name}={value}")
    })
}

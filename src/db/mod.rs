//! One connection type for SQLite and PostgreSQL, and two ways to use it: [`Db::read`] and [`Db::write`]. Each runs one
//! transaction, off the async threads.

mod among;
mod arrival;
mod column;
mod conn;
mod error;
mod file;
mod lock;
mod look;
mod manager;
pub(crate) mod migrate;
mod passing;
mod pool;
mod raw;
mod replica;
mod schema;
mod transaction;
pub mod url;
pub mod version;
mod waiting;
mod work;
mod writable;

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use diesel::r2d2::{ManageConnection, PooledConnection};

pub use among::among;
pub use arrival::wait_for;
pub(crate) use column::{parse_word, read_column, text_column};
pub use conn::{Backend, Conn};
pub use error::DbError;
pub(crate) use lock::{Lock, lock};
pub(crate) use look::{is_read_only, uri};
pub use look::{look, try_writing};
use manager::Manager;
use migrate::migrate;
pub use migrate::{Schema, schema};
pub use passing::Passing;
use pool::Connections;
pub(crate) use raw::{numbers, texts};
use replica::Replica;
pub(crate) use schema::*;
pub(crate) use transaction::{Mode, transaction};
use transaction::{begin, begin_writing, within};
pub use url::DatabaseUrl;
pub use version::Watch;
use waiting::{Slowness, Waiting};

/// Evaluates an expression on either connection type: for features that diesel's enum lacks (batch inserts), and for
/// the statements of a profile's page, because the enum would generate their SQL again in each of diesel's passes over
/// a statement.
macro_rules! on_each {
    ($conn:expr, $c:ident => $query:expr) => {
        match $conn {
            $crate::db::Conn::Postgres($c) => $query,
            $crate::db::Conn::Sqlite($c) => $query,
        }
    };
}
pub(crate) use on_each;

/// Creates a missing file that only its owner can read, because it will hold the accounts; SQLite gives its other files
/// the same permissions. Ignores errors: opening the database reports them.
fn create_private(path: &str) {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).ok();
}

/// Rows per `INSERT`: within SQLite's 32,766 variables at 32 columns.
pub const BATCH: usize = 1_000;

/// Ids per query, for the same reason.
pub const CHUNK: usize = 10_000;

/// How long to wait for a free connection.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone)]
pub struct Db {
    connections: Connections,
    replica: Option<Replica>,
    slowness: Arc<Slowness>,
    /// For a request, whether it still waits.
    waiting: Option<Waiting>,
    /// Whether work runs on the caller's thread.
    is_inline: bool,
}

impl Db {
    /// Opens a database, creates a missing file, and runs the missing migrations. `when_new` fills a new database in
    /// the same transaction, so that a first start leaves either a complete database or none.
    pub fn open<E: From<DbError>>(
        url: &DatabaseUrl,
        when_new: impl FnOnce(&mut Conn) -> Result<(), E>,
    ) -> Result<Self, E> {
        let manager = Manager::new(url.clone(), Arc::default());
        if let DatabaseUrl::Sqlite(path) = url {
            create_private(path);
        }
        // The pool would retry for half a minute and drop the reason, so the first connection is opened directly.
        let mut first = manager.connect().map_err(|error| url.explain(error))?;
        let opened = transaction(&mut first, Mode::Write, |conn| {
            if migrate(conn)? {
                when_new(conn).map_err(Opening::Filling)?;
            }
            Ok(version::read(conn)?)
        });
        let version = opened.map_err(|error| match error {
            Opening::Database(error) => url.explain(error).into(),
            Opening::Filling(error) => error,
        })?;
        manager.version.learn(version);
        Ok(Self {
            connections: Connections::new(manager, PATIENCE),
            replica: None,
            slowness: Arc::default(),
            waiting: None,
            is_inline: false,
        })
    }

    /// Adds a replica for reads by visitors.
    pub fn with_replica(self, url: &DatabaseUrl) -> Self {
        let first = &self.connections.manager;
        let manager = Manager::new(url.clone(), first.queries.clone()).bounded(first.patience);
        Self { replica: Some(Replica::new(manager)), ..self }
    }

    /// Bounds how long [`Db::read`], [`Db::read_shown`] and [`Db::write`] wait, and statements on PostgreSQL, from new
    /// connections on. For servers: the command line takes its time.
    pub fn bounded(self, patience: Duration) -> Self {
        let manager = self.connections.manager.bounded(Some(patience));
        Self { connections: Connections::new(manager, PATIENCE.min(patience)), ..self }
    }

    /// Whether a request has waited too long since then.
    pub fn was_slow_since(&self, time: Instant) -> bool {
        self.slowness.is_after(time)
    }

    /// Runs all work on the caller's thread. This saves two context switches per read if the thread has nothing else to
    /// do.
    pub fn inline(self) -> Self {
        Self { is_inline: true, ..self }
    }

    pub fn url(&self) -> &DatabaseUrl {
        &self.connections.manager.url
    }

    /// What keeps the database from being written; none if the last write succeeded. Tries again some time after a
    /// fault, and with `is_suspect` also if there was none.
    pub fn unwritable_now(&self, is_suspect: bool) -> Option<Passing> {
        let writable = &self.connections.manager.writable;
        if writable.is_old() || is_suspect && writable.fault().is_none() {
            self.write_now(version::rewrite).ok();
        }
        writable.fault()
    }

    /// Why the SQLite file can't be used, if it was removed or replaced. Changes over to a new file that can be used.
    pub fn file_fault_now(&self) -> Option<&'static str> {
        self.connections.follow_file().ok();
        self.connections.manager.file.as_ref()?.fault()
    }

    /// The newest content version known to this process; never older than its own writes.
    pub fn version(&self) -> i64 {
        self.connections.manager.version.get()
    }

    /// Watches for changes by other processes until the watch is dropped.
    pub fn watch(&self) -> std::io::Result<Watch> {
        Watch::start(self.connections.clone())
    }

    /// Reads in one transaction, from a consistent snapshot. Blocks; for the command line.
    pub fn read_now<T, E: From<DbError>>(
        &self,
        read: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        within(&mut *self.begun(Mode::Read)?, read)
    }

    /// Writes in one transaction. Blocks; for the command line.
    pub fn write_now<T, E: From<DbError>>(
        &self,
        write: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let manager = &self.connections.manager;
        let mut conn = self.begun(Mode::Write)?;
        let (value, version) = within(&mut conn, |conn| {
            let value = write(conn)?;
            let version = version::read(conn)?;
            manager.check_file()?;
            self.waiting.as_ref().map_or(Ok(()), Waiting::commit)?;
            Ok::<_, E>((value, version))
        })?;
        // Otherwise the change may have gone into a file that is no longer the database's.
        manager.check_file()?;
        manager.version.learn(version);
        Ok(value)
    }

    /// A connection with an open transaction. A connection that is dead, or was opened while the server was read-only,
    /// is replaced, because nothing has been done with it yet.
    fn begun(&self, mode: Mode) -> Result<PooledConnection<Manager>, DbError> {
        let begin = |conn: &mut Conn| match mode {
            Mode::Read => begin(conn, mode),
            Mode::Write => begin_writing(conn),
        };
        let check = || self.waiting.as_ref().map_or(Ok(()), Waiting::check);
        check()?;
        let mut conn = self.connections.get()?;
        check()?;
        let Err(error) = begin(&mut conn) else { return Ok(conn) };
        drop(conn);
        let mut conn = match error.passing() {
            Some(Passing::Away) => self.connections.get()?,
            Some(Passing::ReadOnly) if self.connections.manager.renew() => self.connections.get_new()?,
            _ => return Err(error),
        };
        begin(&mut conn)?;
        Ok(conn)
    }

    /// Blocking form of [`Db::read_shown`].
    fn read_shown_now<T, E: From<DbError>>(&self, read: impl Fn(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let Some(mut conn) = self.replica.as_ref().and_then(Replica::conn) else {
            return self.read_now(read);
        };
        let known = self.version();
        let done = transaction(&mut conn, Mode::Read, |conn| {
            let is_new_enough = version::read(conn).is_ok_and(|version| version >= known);
            is_new_enough.then(|| read(conn)).transpose()
        });
        match done.transpose() {
            Some(Err(_)) if Replica::is_lost(&mut conn) => self.read_now(read),
            Some(done) => done,
            // The replica lags behind, or has no schema yet.
            None => self.read_now(read),
        }
    }

    pub fn figures(&self) -> Figures {
        let state = self.connections.pool.state();
        Figures {
            connections: state.connections,
            idle: state.idle_connections,
            timeouts: self.connections.timeouts.load(Ordering::Relaxed),
            watch_failures: self.connections.manager.version.failures(),
        }
    }

    /// How many statements have been sent since start, over all connections.
    pub fn queries(&self) -> u64 {
        self.connections.manager.queries.load(Ordering::Relaxed)
    }
}

/// Metrics of the database connections.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub connections: u32,
    pub idle: u32,
    /// How often a caller timed out waiting for a connection, since start.
    pub timeouts: u64,
    /// How often watching for other processes' changes failed, since start.
    pub watch_failures: u64,
}

/// Why a database can't be opened: because of the database itself, or because filling a new one failed.
enum Opening<E> {
    Database(DbError),
    Filling(E),
}

impl<E> From<DbError> for Opening<E> {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}

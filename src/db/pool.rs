//! The connection pool of one database. It replaces dead connections, and fails immediately while the database is down.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::r2d2::{NopErrorHandler, Pool, PooledConnection};

use super::DbError;
use super::manager::Manager;

const MOST: u32 = 8;
/// The longest pause between attempts to connect to a database that is down.
const ASKED_AGAIN: Duration = Duration::from_millis(250);
/// How often a waiting caller checks whether the database is down.
const UNSEEN: Duration = Duration::from_millis(250);

#[derive(Clone)]
pub struct Connections {
    pub pool: Pool<Manager>,
    pub manager: Manager,
    patience: Duration,
    /// How often a caller timed out waiting, since start.
    pub timeouts: Arc<AtomicU64>,
}

impl Connections {
    /// `patience` is how long a caller waits for a free connection.
    pub fn new(manager: Manager, patience: Duration) -> Self {
        let pool = Pool::builder()
            .max_size(MOST)
            .min_idle(Some(0))
            // The pool retries after at most half of this. `get` decides how long to wait.
            .connection_timeout(ASKED_AGAIN * 2)
            // The manager logs once that the database is down.
            .error_handler(Box::new(NopErrorHandler))
            .build_unchecked(manager.clone());
        Self { pool, manager, patience, timeouts: Arc::default() }
    }

    /// Fails while the SQLite file is missing or can't be used. If it was replaced, closes the connections to the old
    /// file that are not in use, and changes over to the new one if none is left.
    pub fn follow_file(&self) -> Result<(), DbError> {
        match &self.manager.file {
            Some(file) if file.check().is_err() => {
                self.close_outdated();
                file.follow(&self.manager.version)
            }
            _ => Ok(()),
        }
    }

    /// A connection opened from now on, if all others are outdated.
    pub fn get_new(&self) -> Result<PooledConnection<Manager>, DbError> {
        self.close_outdated();
        self.get()
    }

    /// The pool looks for a valid connection, and closes the others that it comes upon.
    fn close_outdated(&self) {
        drop(self.pool.try_get());
    }

    /// Fails immediately while the database is down.
    pub fn get(&self) -> Result<PooledConnection<Manager>, DbError> {
        self.follow_file()?;
        let started = Instant::now();
        let mut wait = Duration::ZERO;
        loop {
            let error = match self.pool.get_timeout(wait) {
                Ok(conn) => return Ok(conn),
                Err(error) => error,
            };
            // While there are connections, one of them may become free.
            if self.manager.is_away() && self.pool.state().connections == 0 {
                return Err(DbError::Away);
            }
            if started.elapsed() >= self.patience {
                self.timeouts.fetch_add(1, Ordering::Relaxed);
                return Err(error.into());
            }
            wait = UNSEEN;
        }
    }
}

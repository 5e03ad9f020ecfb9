//! The connections to one database: kept, made anew when they have died, and not waited for while it is away.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::r2d2::{NopErrorHandler, Pool, PooledConnection, State};

use super::Error;
use super::manager::Manager;

/// How many there are at most.
const MOST: u32 = 8;
/// How long it takes at most until a database that was away is asked again.
const ASKED_AGAIN: Duration = Duration::from_millis(250);
/// How long one who waits doesn't see that the database is away.
const UNSEEN: Duration = Duration::from_millis(250);

/// Connections to a database.
#[derive(Clone)]
pub struct Connections {
    pool: Pool<Manager>,
    pub manager: Manager,
    patience: Duration,
    /// How often none was free in time.
    timeouts: Arc<AtomicU64>,
}

impl Connections {
    /// Those that a manager makes. Who asks for one waits so long at most where others have them all.
    pub fn new(manager: Manager, patience: Duration) -> Self {
        let pool = Pool::builder()
            .max_size(MOST)
            .min_idle(Some(0))
            // The pool tries again after half of this at most; how long to wait is said below.
            .connection_timeout(ASKED_AGAIN * 2)
            // The manager says once that the database is away.
            .error_handler(Box::new(NopErrorHandler))
            .build_unchecked(manager.clone());
        Self { pool, manager, patience, timeouts: Arc::default() }
    }

    /// How many there are, and how many of them nobody uses.
    pub fn state(&self) -> State {
        self.pool.state()
    }

    /// How often none was free in time, since the start.
    pub fn timeouts(&self) -> u64 {
        self.timeouts.load(Ordering::Relaxed)
    }

    /// One of them. While the database is away it says so at once.
    pub fn get(&self) -> Result<PooledConnection<Manager>, Error> {
        let started = Instant::now();
        let mut wait = Duration::ZERO;
        loop {
            let error = match self.pool.get_timeout(wait) {
                Ok(conn) => return Ok(conn),
                Err(error) => error,
            };
            // While there are any, one of them may become free.
            if self.manager.is_away() && self.pool.state().connections == 0 {
                return Err(Error::Away);
            }
            if started.elapsed() >= self.patience {
                self.timeouts.fetch_add(1, Ordering::Relaxed);
                return Err(error.into());
            }
            wait = UNSEEN;
        }
    }
}

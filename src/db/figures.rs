//! What the database layer counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::r2d2::HandleEvent;
use diesel::r2d2::event::TimeoutEvent;

use super::Db;

/// How the connections of a process are.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Connections to the first database.
    pub connections: u32,
    /// Those that nobody uses.
    pub idle: u32,
    /// How often no connection was free in time, since the start.
    pub timeouts: u64,
    /// How often changes by others couldn't be seen, since the start.
    pub watch_failures: u64,
}

impl Db {
    /// The figures of the moment.
    pub fn figures(&self) -> Figures {
        let state = self.pool.state();
        Figures {
            connections: state.connections,
            idle: state.idle_connections,
            timeouts: self.manager.timeouts.0.load(Ordering::Relaxed),
            watch_failures: self.version.failures(),
        }
    }
}

/// Counts those who got no connection in time.
#[derive(Clone, Debug, Default)]
pub(super) struct Timeouts(Arc<AtomicU64>);

impl HandleEvent for Timeouts {
    fn handle_timeout(&self, _: TimeoutEvent) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

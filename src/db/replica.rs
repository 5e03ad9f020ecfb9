//! A read replica, which may lag behind or be down for a while.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::r2d2::PooledConnection;

use super::manager::{self, Manager};
use super::pool::Connections;

const PATIENCE: Duration = Duration::from_secs(1);
/// How long not to try the replica again after it was down.
const LEFT_ALONE: Duration = Duration::from_secs(10);

#[derive(Clone)]
pub struct Replica {
    connections: Connections,
    started: Instant,
    /// In milliseconds since `started`.
    away_until: Arc<AtomicU64>,
}

impl Replica {
    pub fn new(manager: Manager) -> Self {
        let connections = Connections::new(manager, PATIENCE);
        Self { connections, started: Instant::now(), away_until: Arc::default() }
    }

    /// None if the replica is down or busy.
    pub fn conn(&self) -> Option<PooledConnection<Manager>> {
        let now = self.started.elapsed();
        if now < Duration::from_millis(self.away_until.load(Ordering::Relaxed)) {
            return None;
        }
        let conn = self.connections.get();
        if let Err(error) = &conn {
            tracing::warn!(%error, "can’t connect to the replica; reading from the primary database instead");
            let until = self.started.elapsed() + LEFT_ALONE;
            self.away_until.store(until.as_millis() as u64, Ordering::Relaxed);
        }
        conn.ok()
    }

    pub fn is_lost(conn: &mut PooledConnection<Manager>) -> bool {
        manager::is_open(conn).is_err()
    }
}

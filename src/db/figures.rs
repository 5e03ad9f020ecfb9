//! Metrics of the database connections.

use super::Db;

#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub connections: u32,
    pub idle: u32,
    /// How often a caller timed out waiting for a connection, since start.
    pub timeouts: u64,
    /// How often watching for other processes' changes failed, since start.
    pub watch_failures: u64,
}

impl Db {
    pub fn figures(&self) -> Figures {
        let state = self.connections.state();
        Figures {
            connections: state.connections,
            idle: state.idle_connections,
            timeouts: self.connections.timeouts(),
            watch_failures: self.version.failures(),
        }
    }
}

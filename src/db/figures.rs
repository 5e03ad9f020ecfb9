//! What the database layer counts.

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
        let state = self.connections.state();
        Figures {
            connections: state.connections,
            idle: state.idle_connections,
            timeouts: self.connections.timeouts(),
            watch_failures: self.version.failures(),
        }
    }
}

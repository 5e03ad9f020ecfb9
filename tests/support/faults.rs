//! Failures of a PostgreSQL server and its databases.

use std::io::Write;
use std::time::Duration;

use diesel::{Connection, PgConnection};

use super::postgres::{Database, Server};
use super::wait_until;

impl Server {
    /// Stops the server, as an upgrade does: all connections are closed.
    pub fn stop(&self) {
        self.tell("stop", false);
    }

    /// Starts the server again and waits until it answers.
    pub fn start_again(&self) {
        self.tell("start", true);
    }

    /// Sends a command to the server's script and waits until it is done.
    fn tell(&self, word: &str, answers_then: bool) {
        let script = self.script.as_ref().unwrap();
        writeln!(script.child.stdin.as_ref().unwrap(), "{word}").unwrap();
        let is_so = || PgConnection::establish(&self.address("postgres")).is_ok() == answers_then;
        wait_until(Duration::from_secs(20), is_so, || format!("the server doesn’t {word}"));
    }
}

impl Database {
    /// Allows connections, or refuses new ones and closes the existing ones.
    pub fn allow_connections(&self, is_allowed: bool) {
        self.server.run(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS {is_allowed}", self.name));
        let close = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname =";
        if !is_allowed {
            self.server.run(&format!("{close} '{}'", self.name));
        }
    }
}

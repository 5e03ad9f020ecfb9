//! What can happen to a PostgreSQL server and its databases.

use std::io::Write;
use std::thread::sleep;
use std::time::{Duration, Instant};

use diesel::{Connection, PgConnection};

use super::postgres::{Database, Server};

impl Server {
    /// Stops it, as an upgrade does: all connections are closed.
    pub fn stop(&self) {
        self.tell("stop", false);
    }

    /// Starts it again, and waits until it answers.
    pub fn start_again(&self) {
        self.tell("start", true);
    }

    /// Tells its script to do something, and waits until that is done.
    fn tell(&self, word: &str, answers_then: bool) {
        let script = self.script.as_ref().unwrap();
        writeln!(script.child.stdin.as_ref().unwrap(), "{word}").unwrap();
        let told = Instant::now();
        while PgConnection::establish(&self.address("postgres")).is_ok() != answers_then {
            assert!(told.elapsed() < Duration::from_secs(20), "the server doesn’t {word}");
            sleep(Duration::from_millis(10));
        }
    }
}

impl Database {
    /// Lets nobody connect to it, and closes what is connected; or lets everybody again.
    pub fn allow_connections(&self, is_allowed: bool) {
        self.server.run(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS {is_allowed}", self.name));
        let close = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname =";
        if !is_allowed {
            self.server.run(&format!("{close} '{}'", self.name));
        }
    }
}

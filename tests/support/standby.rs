//! A PostgreSQL standby server.

use super::postgres::{Database, Script, Server, around_on, binaries};

/// A readable standby of a database's server, stopped on drop.
pub struct Standby {
    _script: Script,
    /// The address of the database.
    pub url: String,
}

impl Server {
    /// Starts a server for one test, which ends with this process. `None` without PostgreSQL.
    pub fn own() -> Option<&'static Self> {
        Some(Box::leak(Box::new(Self::start(binaries()?).unwrap())))
    }
}

impl Standby {
    /// Starts a standby of a database's server, which this process must have started.
    pub fn of(database: &Database) -> Self {
        let first = database.server.script.as_ref().unwrap();
        let script = Script::start(&[binaries().unwrap().as_os_str(), first.folder.as_ref()]).unwrap();
        let (before, behind) = around_on(&script.folder);
        Self { _script: script, url: format!("{before}{}{behind}", database.name) }
    }
}

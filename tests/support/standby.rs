//! A PostgreSQL server that follows another one.

use super::postgres::{Database, Script, Server, around_on, binaries};

/// A server that follows a database's server, and can be read. It ends with this value.
pub struct Standby {
    _script: Script,
    url: String,
}

impl Server {
    /// A server that nobody else uses; it ends with this process too. None where there is no PostgreSQL.
    pub fn own() -> Option<&'static Self> {
        Some(Box::leak(Box::new(Self::start(binaries()?).unwrap())))
    }
}

impl Standby {
    /// Starts a server that follows a database's server, which must be of this process.
    pub fn of(database: &Database) -> Self {
        let first = database.server.script.as_ref().unwrap();
        let binaries = binaries().unwrap();
        let arguments = [binaries.as_os_str(), first.folder.as_ref()];
        let script = Script::start(include_str!("standby.sh"), &arguments).unwrap();
        let (before, behind) = around_on(&script.folder);
        Self { _script: script, url: format!("{before}{}{behind}", database.name) }
    }

    /// The address of the same database on it.
    pub fn url(&self) -> &str {
        &self.url
    }
}

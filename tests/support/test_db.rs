//! Databases for tests.

use std::fs;
use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use metier::db::{DatabaseUrl, Db, DbError};
use tempfile::TempDir;

use super::postgres::{Database, Server};
use super::skip_unless_required;
use super::standby::Standby;

/// A migrated, empty database for one test, deleted on drop.
pub struct TestDb {
    pub db: Db,
    pub url: DatabaseUrl,
    home: Home,
}

pub enum Home {
    Folder(TempDir),
    Server(Database),
}

impl TestDb {
    pub fn sqlite() -> Self {
        // Migrated once and kept in memory: a template file would outlive the process, which has no exit hook.
        static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let folder = folder();
            drop(open(&sqlite_in(&folder)));
            fs::read(folder.path().join("metier.db")).unwrap()
        });
        let folder = folder();
        fs::write(folder.path().join("metier.db"), template).unwrap();
        Self::at(Home::Folder(folder))
    }

    /// A PostgreSQL database; without a server, reports that the test is skipped and returns `None`.
    pub fn postgres(test: &str) -> Option<Self> {
        let server = or_skipped(Server::shared(), test)?;
        // Tests copy the template and never connect to it: PostgreSQL only copies databases without connections. It is
        // never dropped, so on a server that outlives the process there is none, and each database is migrated instead.
        static TEMPLATE: OnceLock<Option<Database>> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let database = server.is_own().then(|| server.create(None));
            database.inspect(|database| drop(open(&database.url())))
        });
        Some(Self::at(Home::Server(server.create(template.as_ref()))))
    }

    /// A PostgreSQL database on its own server, which the test may stop.
    pub fn on_own_server(test: &str) -> Option<(Self, &'static Server)> {
        let server = or_skipped(Server::own(), test)?;
        Some((Self::at(Home::Server(server.create(None))), server))
    }

    /// An SQLite file in a folder of the test.
    pub fn in_folder(folder: TempDir) -> Self {
        Self::at(Home::Folder(folder))
    }

    /// A PostgreSQL database on its own server, with a standby.
    pub fn with_standby(test: &str) -> Option<(Self, Standby)> {
        let (db, _) = Self::on_own_server(test)?;
        let standby = db.standby();
        Some((db, standby))
    }

    /// A standby of the database's server, which must be its own.
    pub fn standby(&self) -> Standby {
        let Home::Server(database) = &self.home else { unreachable!() };
        Standby::of(database)
    }

    fn at(home: Home) -> Self {
        Self { db: open(&home.url()), url: home.url(), home }
    }

    /// Makes the database refuse new connections; on PostgreSQL also closes the existing ones.
    pub fn take_away(&self) {
        match &self.home {
            Home::Folder(folder) => rename(folder, "metier.db", "away.db"),
            Home::Server(database) => database.allow_connections(false),
        }
    }

    /// Undoes [`take_away`](Self::take_away).
    pub fn bring_back(&self) {
        match &self.home {
            Home::Folder(folder) => rename(folder, "away.db", "metier.db"),
            Home::Server(database) => database.allow_connections(true),
        }
    }

    /// Runs SQL directly, without the program's checks.
    pub fn run(&self, sql: &str) {
        let done = match &self.url {
            DatabaseUrl::Sqlite(path) => SqliteConnection::establish(path).unwrap().batch_execute(sql),
            DatabaseUrl::Postgres(url) => PgConnection::establish(url).unwrap().batch_execute(sql),
        };
        done.unwrap();
    }

    /// Another database of the same kind, without even a schema.
    pub fn unopened(&self) -> Home {
        match &self.home {
            Home::Folder(_) => Home::Folder(folder()),
            Home::Server(database) => Home::Server(database.server.create(None)),
        }
    }
}

impl Home {
    pub fn url(&self) -> DatabaseUrl {
        match self {
            Self::Folder(folder) => sqlite_in(folder),
            Self::Server(database) => database.url(),
        }
    }
}

fn sqlite_in(folder: &TempDir) -> DatabaseUrl {
    DatabaseUrl::Sqlite(folder.path().join("metier.db").to_str().unwrap().into())
}

fn rename(folder: &TempDir, from: &str, to: &str) {
    fs::rename(folder.path().join(from), folder.path().join(to)).unwrap();
}

/// A folder in memory if possible, or else on disk.
fn folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

fn open(url: &DatabaseUrl) -> Db {
    Db::open(url, |_| Ok::<(), DbError>(())).unwrap()
}

/// Without a server, reports that the test is skipped, or fails if `METIER_REQUIRE_POSTGRES` is set.
fn or_skipped(server: Option<&'static Server>, test: &str) -> Option<&'static Server> {
    if server.is_none() {
        skip_unless_required(test, "PostgreSQL", "METIER_REQUIRE_POSTGRES");
    }
    server
}

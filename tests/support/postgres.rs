//! The PostgreSQL server of a test run: the one that `TEST_POSTGRES_URL` names, or one of its own.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use metier::db::DatabaseUrl;

/// A server where databases may be made.
pub struct Server {
    /// An address on it: what stands before the database's name, and what stands behind.
    around: (String, String),
    pub(super) script: Option<Script>,
}

/// A server's script. It ends with this value, or with this process: either closes the pipe that it waits on.
pub(super) struct Script {
    pub(super) child: Child,
    /// The folder of the server's socket.
    pub(super) folder: String,
}

/// A database on it, dropped with this value.
pub struct Database {
    pub server: &'static Server,
    pub(super) name: String,
}

impl Server {
    /// The server of this process, started once; none where there is neither an address nor PostgreSQL.
    pub fn shared() -> Option<&'static Self> {
        static SERVER: OnceLock<Result<Option<Server>, String>> = OnceLock::new();
        let server = SERVER.get_or_init(|| match env::var("TEST_POSTGRES_URL") {
            Ok(url) => Ok(Some(Self { around: around_database(&url), script: None })),
            Err(_) => binaries().map(Self::start).transpose(),
        });
        server.as_ref().unwrap().as_ref()
    }

    pub(super) fn start(binaries: PathBuf) -> Result<Self, String> {
        let script = Script::start(include_str!("postgres.sh"), &[binaries.as_os_str()])?;
        Ok(Self { around: around_on(&script.folder), script: Some(script) })
    }

    /// Whether it ends with this process.
    pub fn is_own(&self) -> bool {
        self.script.is_some()
    }

    /// Makes a database, empty or as a copy of another.
    pub fn create(&'static self, template: Option<&Database>) -> Database {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let database = Database { server: self, name: format!("metier_test_{}_{count}", std::process::id()) };
        let template = template.map_or("template0", |template| &template.name);
        self.run(&format!("CREATE DATABASE {} TEMPLATE {template}", database.name));
        database
    }

    pub(super) fn run(&self, sql: &str) {
        let mut conn = PgConnection::establish(&self.address("postgres")).unwrap();
        conn.batch_execute(sql).unwrap();
    }

    pub(super) fn address(&self, database: &str) -> String {
        format!("{}{database}{}", self.around.0, self.around.1)
    }
}

impl Database {
    /// Its address.
    pub fn url(&self) -> DatabaseUrl {
        DatabaseUrl::Postgres(self.server.address(&self.name))
    }
}

impl Script {
    /// Starts a script that prints a folder once its server answers. PostgreSQL refuses to run as root.
    pub(super) fn start(text: &str, arguments: &[&OsStr]) -> Result<Self, String> {
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        let mut command = Command::new(if is_root { "setpriv" } else { "sh" });
        if is_root {
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"]);
        }
        // As text, since that user may not be able to read the file; in /, since it needs a folder it may enter.
        command.args(["-c", text, "server"]).args(arguments).current_dir("/");
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| format!("{command:?}: {error}"))?;
        let mut folder = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut folder).unwrap();
        match folder.trim_end() {
            "" => Err("the test server did not start; its log stands above".into()),
            folder => Ok(Self { child, folder: folder.into() }),
        }
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        self.child.wait().ok();
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A failing test may still be connected, and a second panic while it unwinds would end the whole run.
        let conn = PgConnection::establish(&self.server.address("postgres"));
        conn.map(|mut conn| conn.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).ok())
            .ok();
    }
}

/// What stands around a database's name in its address on a server of this process.
pub(super) fn around_on(folder: &str) -> (String, String) {
    ("postgres://postgres@/".into(), format!("?host={folder}"))
}

/// Parts an address where the database's name stands.
fn around_database(url: &str) -> (String, String) {
    let host = url.find("://").map_or(0, |at| at + 3);
    let parameters = url.find('?').unwrap_or(url.len());
    let slash = url[host..parameters].find('/').map_or(parameters, |at| host + at);
    (format!("{}/", &url[..slash]), url[parameters..].into())
}

/// The folder with the server's programs: on the path, or the newest that Debian keeps beside it.
pub fn binaries() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let on_path = env::split_paths(&path).map(|folder| folder.join("initdb"));
    // What is on the path may be a link to one program only; its fellows are where it points.
    let folder_of = |program: PathBuf| Some(fs::canonicalize(program).ok()?.parent()?.to_owned());
    let has_server = |folder: &PathBuf| folder.join("postgres").is_file();
    on_path.filter_map(folder_of).find(has_server).or_else(|| {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
        let number = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
        let newest = versions.map(|version| version.path()).max_by_key(number)?.join("bin");
        Some(newest).filter(has_server)
    })
}

//! The PostgreSQL server of a test run: the one at `TEST_POSTGRES_URL`, or one that the run starts itself.

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

pub struct Server {
    /// The parts of an address before and after the database's name.
    around: (String, String),
    pub(super) script: Option<Script>,
}

/// The script that runs a server. It ends when this is dropped or the process ends: either closes its standard input.
pub(super) struct Script {
    pub(super) child: Child,
    /// The folder of the server's socket.
    pub(super) folder: String,
}

pub struct Database {
    pub server: &'static Server,
    pub(super) name: String,
}

impl Server {
    /// The server of this process, started once; `None` without an address and without PostgreSQL.
    pub fn shared() -> Option<&'static Self> {
        static SERVER: OnceLock<Result<Option<Server>, String>> = OnceLock::new();
        let server = SERVER.get_or_init(|| match env::var("TEST_POSTGRES_URL") {
            Ok(url) => Ok(Some(Self { around: around_database(&url), script: None })),
            Err(_) => binaries().map(Self::start).transpose(),
        });
        server.as_ref().unwrap().as_ref()
    }

    pub(super) fn start(binaries: PathBuf) -> Result<Self, String> {
        let script = Script::start(&[binaries.as_os_str()])?;
        Ok(Self { around: around_on(&script.folder), script: Some(script) })
    }

    /// Whether the server ends with this process.
    pub fn is_own(&self) -> bool {
        self.script.is_some()
    }

    /// Creates a database, empty or as a copy of another.
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
    pub fn url(&self) -> DatabaseUrl {
        DatabaseUrl::Postgres(self.server.address(&self.name))
    }
}

impl Script {
    /// Starts the script with the arguments that it describes. PostgreSQL refuses to run as root.
    pub(super) fn start(arguments: &[&OsStr]) -> Result<Self, String> {
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        let mut command = Command::new(if is_root { "setpriv" } else { "sh" });
        if is_root {
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"]);
        }
        // Passes the text, since that user may not be able to read the file, and runs in /, which every user may enter.
        command.args(["-c", include_str!("postgres.sh"), "server"]).args(arguments).current_dir("/");
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| format!("{command:?}: {error}"))?;
        let mut folder = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut folder).unwrap();
        match folder.trim_end() {
            "" => Err("the test server did not start; see its log above".into()),
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
        // Ignores errors: a failing test may still be connected, and a second panic while it unwinds would abort the
        // run.
        let conn = PgConnection::establish(&self.server.address("postgres"));
        conn.map(|mut conn| conn.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).ok())
            .ok();
    }
}

/// The parts of an address before and after the database's name, on a server of this process.
pub(super) fn around_on(folder: &str) -> (String, String) {
    ("postgres://postgres@/".into(), format!("?host={folder}"))
}

fn around_database(url: &str) -> (String, String) {
    let host = url.find("://").map_or(0, |at| at + 3);
    let parameters = url.find('?').unwrap_or(url.len());
    let slash = url[host..parameters].find('/').map_or(parameters, |at| host + at);
    (format!("{}/", &url[..slash]), url[parameters..].into())
}

/// The folder with the server's programs: on the path, or the newest that Debian installs outside it.
pub fn binaries() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let on_path = env::split_paths(&path).map(|folder| folder.join("initdb"));
    // The path may have a link to just one program; the others are where it points.
    let folder_of = |program: PathBuf| Some(fs::canonicalize(program).ok()?.parent()?.to_owned());
    let has_server = |folder: &PathBuf| folder.join("postgres").is_file();
    on_path.filter_map(folder_of).find(has_server).or_else(|| {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
        let number = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
        let newest = versions.map(|version| version.path()).max_by_key(number)?.join("bin");
        Some(newest).filter(has_server)
    })
}

//! Databases to measure on: filled with real careers or with made ones.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use metier::db::{Conn, DatabaseUrl, Db, Error};
use metier::import::onet;
use metier::models::career;
use metier::models::published;
use tempfile::TempDir;

use super::args::{Args, Careers, Kind};
use super::making::make;
use super::postgres::{Database, Server};

/// A database full of careers.
pub struct Stock {
    pub db: Db,
    pub url: DatabaseUrl,
    /// What keeps it alive.
    home: Home,
}

enum Home {
    Kept,
    Folder(TempDir),
    Server(Database),
}

impl Stock {
    /// Makes one, or takes the one that was kept; what is missing for it is the error.
    pub fn open(kind: Kind, careers: Careers, args: &Args) -> Result<Self, String> {
        let (url, home) = home(kind, careers, args)?;
        let db = Db::open(&url, |_| Ok::<(), Error>(())).map_err(|error| error.to_string())?;
        let stored = db.read_now(career::all_ids).map_err(|error| error.to_string())?.len();
        match (stored as u64, careers.count()) {
            (0, _) => fill(&db, careers, args)?,
            (stored, Some(wanted)) if stored != wanted => {
                return Err(format!("{url} holds {stored} careers, not {wanted}; delete it"));
            }
            _ => eprintln!("{url} is there already"),
        }
        if db.read_now(published::is_behind).map_err(|error| error.to_string())? {
            return Err(format!("{url} was filled by another version of this program; delete it"));
        }
        if !args.unsettled {
            settle(&url);
        }
        Ok(Self { db, url, home })
    }

    /// The version of the database's program.
    pub fn version(&self) -> String {
        let sql = |conn: &Conn| match conn {
            Conn::Postgres(_) => "SELECT 'PostgreSQL ' || current_setting('server_version') AS text",
            Conn::Sqlite(_) => "SELECT 'SQLite ' || sqlite_version() AS text",
        };
        texts(&self.db, sql).remove(0)
    }

    /// Where it is kept.
    pub fn place(&self) -> String {
        match &self.home {
            Home::Server(database) if database.server.is_own() => {
                let settings = texts(&self.db, |_| {
                    "SELECT setting AS text FROM pg_settings
                     WHERE name IN ('data_directory', 'fsync', 'shared_buffers') ORDER BY name"
                });
                format!(
                    "A throw-away server in {}, fsync {}, {} pages of shared memory",
                    settings[0], settings[1], settings[2]
                )
            }
            Home::Server(_) => "The server of TEST_POSTGRES_URL".into(),
            Home::Folder(folder) => format!("A file in {}", folder.path().display()),
            Home::Kept => format!("The file {}", self.url),
        }
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    text: String,
}

/// The column `text` of what a query gives.
pub fn texts<'a>(db: &Db, sql: impl Fn(&Conn) -> &'a str) -> Vec<String> {
    let lines: Result<Vec<Line>, Error> = db.read_now(|conn| {
        let query = sql_query(sql(conn).to_owned());
        Ok(match conn {
            Conn::Postgres(conn) => query.load(conn)?,
            Conn::Sqlite(conn) => query.load(conn)?,
        })
    });
    lines.unwrap().into_iter().map(|line| line.text).collect()
}

fn home(kind: Kind, careers: Careers, args: &Args) -> Result<(DatabaseUrl, Home), String> {
    match kind {
        Kind::Postgres => {
            let server = Server::shared().ok_or("there is no PostgreSQL on this machine")?;
            let database = server.create(None);
            Ok((database.url(), Home::Server(database)))
        }
        Kind::Sqlite => {
            let (folder, home) = match &args.keep {
                Some(folder) => (folder.clone(), Home::Kept),
                None => TempDir::new().map(|dir| (dir.path().into(), Home::Folder(dir))).unwrap(),
            };
            std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            let file = folder.join(format!("careers-{}.db", careers.name()));
            Ok((DatabaseUrl::Sqlite(file.to_str().ok_or("--keep is no UTF-8")?.into()), home))
        }
    }
}

fn fill(db: &Db, careers: Careers, args: &Args) -> Result<(), String> {
    // An empty database has nothing that old rules made; this says so.
    db.write_now(|conn| published::rebuild(conn, |_| ())).map_err(|error| error.to_string())?;
    match careers {
        Careers::Real => import(db),
        Careers::Made(count) => {
            make(db, count, args.seed, !args.without_skills).map_err(|error| error.to_string())
        }
    }
}

/// The real release with the real wages.
fn import(db: &Db) -> Result<(), String> {
    let [path, wages] = real_files();
    let args = onet::Args { path, wages: Some(wages), dry_run: false, overwrite: false, quiet: true };
    let report = onet::run(db, &args, NaiveDateTime::default()).map_err(|error| error.to_string())?;
    eprintln!("Imported {} real careers in {:.1?}", report.careers.new.len(), report.took);
    Ok(())
}

/// Where the real release and the real wages lie, if they do.
fn real_files() -> [PathBuf; 2] {
    let beside = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    ["db_29_3_text.zip", "national_M2024_dl.xlsx"].map(beside)
}

/// Does what PostgreSQL does by itself within minutes of such a load, and the throw-away server is told not to.
fn settle(url: &DatabaseUrl) {
    if let DatabaseUrl::Postgres(url) = url {
        PgConnection::establish(url).unwrap().batch_execute("VACUUM ANALYZE").unwrap();
    }
}

/// What a database needs that isn't on this machine.
pub fn missing(careers: Careers, kind: Kind) -> Option<String> {
    let needed = match careers {
        Careers::Real => real_files().into(),
        Careers::Made(_) => Vec::new(),
    };
    let file = needed.iter().find(|file| !file.exists()).map(|file| file.display().to_string());
    let server = || Server::shared().is_none().then(|| "PostgreSQL on this machine".into());
    file.or_else(|| matches!(kind, Kind::Postgres).then(server).flatten())
}

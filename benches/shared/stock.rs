//! Databases to measure, filled with real or generated careers.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, RunQueryDsl};
use metier::db::{DatabaseUrl, Db, DbError};
use metier::import::onet;
use metier::models::career;
use metier::models::published;
use tempfile::TempDir;

use super::args::{Args, Careers, Kind};
use super::making::make;
use super::postgres::{Database, Server};

pub struct Stock {
    pub db: Db,
    pub url: DatabaseUrl,
    /// Deletes the database when dropped, unless it is kept.
    home: Home,
}

enum Home {
    Kept,
    Folder(TempDir),
    Server(Database),
}

impl Stock {
    /// Creates and fills a database, or reuses a kept one.
    pub fn open(kind: Kind, careers: Careers, args: &Args) -> Result<Self, String> {
        let (url, home) = home(kind, careers, args)?;
        let db = Db::open(&url, |_| Ok::<(), DbError>(())).map_err(|error| error.to_string())?;
        let stored = db.read_now(career::all_ids).map_err(|error| error.to_string())?.len();
        match (stored as u64, careers.count()) {
            (0, _) => fill(&db, careers, args)?,
            (stored, Some(wanted)) if stored != wanted => {
                return Err(format!("{url} has {stored} careers instead of {wanted}; delete it"));
            }
            _ => eprintln!("Reusing {url}"),
        }
        if db.read_now(published::is_behind).map_err(|error| error.to_string())? {
            return Err(format!("{url} was filled by another version of this program; delete it"));
        }
        if !args.unsettled {
            settle(&url);
        }
        Ok(Self { db, url, home })
    }

    /// The database's name and version.
    pub fn version(&self) -> String {
        let query = match self.url {
            DatabaseUrl::Postgres(_) => "SELECT 'PostgreSQL ' || current_setting('server_version')",
            DatabaseUrl::Sqlite(_) => "SELECT 'SQLite ' || sqlite_version()",
        };
        texts(&self.db, query).remove(0)
    }

    /// Where the database is, for people.
    pub fn place(&self) -> String {
        match &self.home {
            Home::Server(database) if database.server.is_own() => {
                let query = "SELECT setting FROM pg_settings
                             WHERE name IN ('data_directory', 'fsync', 'shared_buffers') ORDER BY name";
                let settings = texts(&self.db, query);
                format!(
                    "A temporary server in {}, fsync {}, {} pages of shared memory",
                    settings[0], settings[1], settings[2]
                )
            }
            Home::Server(_) => "The server of TEST_POSTGRES_URL".into(),
            Home::Folder(folder) => format!("A file in {}", folder.path().display()),
            Home::Kept => format!("The file {}", self.url),
        }
    }
}

/// The only column of a query.
pub fn texts(db: &Db, query: &str) -> Vec<String> {
    db.read_now(|conn| Ok::<_, DbError>(sql::<Text>(query).load(conn)?)).unwrap()
}

fn home(kind: Kind, careers: Careers, args: &Args) -> Result<(DatabaseUrl, Home), String> {
    match kind {
        Kind::Postgres => {
            let server = Server::shared().ok_or("PostgreSQL isn’t installed")?;
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
            Ok((DatabaseUrl::Sqlite(file.to_str().ok_or("the path of --keep isn’t UTF-8")?.into()), home))
        }
    }
}

fn fill(db: &Db, careers: Careers, args: &Args) -> Result<(), String> {
    // Marks the index as current: an empty database has no rows of an older version.
    db.write_now(|conn| published::rebuild(conn, |_| ())).map_err(|error| error.to_string())?;
    match careers {
        Careers::Real => import(db),
        Careers::Made(count) => {
            make(db, count, args.seed, !args.without_skills).map_err(|error| error.to_string())
        }
    }
}

fn import(db: &Db) -> Result<(), String> {
    let [path, wages] = real_files();
    let args = onet::OnetArgs {
        path,
        wages: vec![wages],
        dry_run: false,
        overwrite: false,
        keep_samples: false,
        quiet: true,
    };
    let report = onet::run(db, &args, NaiveDateTime::default()).map_err(|error| error.to_string())?;
    eprintln!("Imported {} real careers in {:.1?}", report.careers.new.len(), report.took);
    Ok(())
}

/// The O*NET release and the wages; they may not exist.
fn real_files() -> [PathBuf; 2] {
    let beside = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    ["db_29_3_text.zip", "national_M2024_dl.xlsx"].map(beside)
}

/// Does what PostgreSQL's autovacuum does within minutes of such a load; it is off on the temporary server.
fn settle(url: &DatabaseUrl) {
    if let DatabaseUrl::Postgres(url) = url {
        PgConnection::establish(url).unwrap().batch_execute("VACUUM ANALYZE").unwrap();
    }
}

/// The first thing that this database needs and the machine lacks.
pub fn missing(careers: Careers, kind: Kind) -> Option<String> {
    let needed = match careers {
        Careers::Real => real_files().into(),
        Careers::Made(_) => Vec::new(),
    };
    let file = needed.iter().find(|file| !file.exists()).map(|file| file.display().to_string());
    let server = || Server::shared().is_none().then(|| "PostgreSQL".into());
    file.or_else(|| matches!(kind, Kind::Postgres).then(server).flatten())
}

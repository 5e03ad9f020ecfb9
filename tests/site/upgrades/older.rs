//! A database as an older version left it: with the migrations of its time, and rows in every table.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::{PgConnection, SqliteConnection};
use metier::db::{Conn, DatabaseUrl};

use super::fills::FILLS;

/// The names and SQL of the migrations of a database, oldest first.
pub fn migrations(url: &DatabaseUrl) -> Vec<(String, String)> {
    let kind = match url {
        DatabaseUrl::Postgres(_) => "postgres",
        DatabaseUrl::Sqlite(_) => "sqlite",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    let found = fs::read_dir(folder).unwrap().map(|found| found.unwrap().path());
    let mut found: Vec<(String, String)> = found
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path.join("up.sql")).unwrap())
        })
        .collect();
    found.sort();
    found
}

/// A database that is migrated step by step.
pub struct Older {
    conn: Conn,
    ahead: std::vec::IntoIter<(String, String)>,
}

impl Older {
    /// Creates only diesel's table of migrations.
    pub fn new(url: &DatabaseUrl) -> Self {
        let mut conn = match url {
            DatabaseUrl::Postgres(url) => Conn::Postgres(PgConnection::establish(url).unwrap()),
            DatabaseUrl::Sqlite(path) => Conn::Sqlite(SqliteConnection::establish(path).unwrap()),
        };
        conn.batch_execute(
            "CREATE TABLE __diesel_schema_migrations (
                version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
            )",
        )
        .unwrap();
        let ahead = migrations(url);
        for (name, _) in FILLS {
            assert!(ahead.iter().any(|(migration, _)| migration == name), "{name} is not a migration");
        }
        Self { conn, ahead: ahead.into_iter() }
    }

    /// Runs the next migration and fills the tables it created.
    pub fn step(&mut self) {
        let (name, sql) = self.ahead.next().unwrap();
        let version = name.split('_').next().unwrap().replace('-', "");
        let done = format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}')");
        let fill = FILLS.iter().find(|(of, _)| *of == name).map_or("", |(_, fill)| fill);
        for sql in [&sql, &done, fill] {
            if !sql.is_empty() {
                self.conn.batch_execute(sql).unwrap_or_else(|error| panic!("{name}: {error}: {sql}"));
            }
        }
    }

    /// The number of rows in each table.
    pub fn counts(&mut self) -> BTreeMap<String, i64> {
        let tables = match &self.conn {
            Conn::Postgres(_) => {
                "SELECT tablename::text AS name, 0::bigint AS rows FROM pg_tables WHERE schemaname = 'public'"
            }
            Conn::Sqlite(_) => {
                "SELECT name, 0 AS rows FROM pragma_table_list
                 WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
            }
        };
        let names = self.load(tables).into_iter().map(|table| table.name);
        let counts = names.map(|name| format!("SELECT '{name}' AS name, count(*) AS rows FROM {name}"));
        let counts = self.load(&counts.collect::<Vec<_>>().join(" UNION ALL "));
        counts.into_iter().map(|table| (table.name, table.rows)).collect()
    }

    fn load(&mut self, sql: &str) -> Vec<Table> {
        let query = diesel::sql_query(sql);
        match &mut self.conn {
            Conn::Postgres(conn) => query.load(conn).unwrap(),
            Conn::Sqlite(conn) => query.load(conn).unwrap(),
        }
    }
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

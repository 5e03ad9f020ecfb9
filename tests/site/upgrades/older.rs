//! A database as an older version left it: with the migrations of its time, and rows in every table.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use metier::db::{Conn, DatabaseUrl};

use super::fills::FILLS;

/// A connection to such a database.
pub struct Older(Conn);

impl Older {
    /// Runs the first `steps` migrations, and fills the tables that each created. `None` if there are fewer.
    pub fn at(url: &DatabaseUrl, steps: usize) -> Option<Self> {
        Some(Self(match url {
            DatabaseUrl::Postgres(url) => Conn::Postgres(migrated(url, "postgres", steps)?),
            DatabaseUrl::Sqlite(path) => Conn::Sqlite(migrated(path, "sqlite", steps)?),
        }))
    }

    /// The number of rows in each table.
    pub fn counts(&mut self) -> BTreeMap<String, i64> {
        let tables = match &self.0 {
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
        match &mut self.0 {
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

fn migrated<C: Connection + MigrationHarness<C::Backend>>(url: &str, kind: &str, steps: usize) -> Option<C> {
    let mut conn = C::establish(url).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    let migrations = conn.pending_migrations(FileBasedMigrations::from_path(folder).unwrap()).unwrap();
    let names: Vec<String> = migrations.iter().map(|migration| migration.name().to_string()).collect();
    for (name, _) in FILLS {
        assert!(names.iter().any(|migration| migration == name), "{name} is not a migration");
    }
    for (migration, name) in migrations.get(..steps)?.iter().zip(&names) {
        conn.run_migration(migration).unwrap();
        if let Some((_, fill)) = FILLS.iter().find(|(of, _)| of == name) {
            conn.batch_execute(fill).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
    Some(conn)
}

//! A PostgreSQL server that refuses or closes connections.

use std::thread;
use std::time::{Duration, Instant};

use diesel::RunQueryDsl;
use metier::db::{DatabaseUrl, Db, DbError, Passing, version};

use crate::support::TestDb;

/// Closes all other connections to a database.
pub fn drop_connections(db: &TestDb) {
    db.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
}

/// A database that refuses connections until this is dropped.
pub struct Closed<'a>(&'a TestDb);

impl<'a> Closed<'a> {
    pub fn new(db: &'a TestDb) -> Self {
        db.take_away();
        Self(db)
    }
}

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        self.0.bring_back();
    }
}

/// Retries a read, which must succeed soon.
pub fn assert_well_soon(db: &Db) {
    let started = Instant::now();
    while let Err(error) = db.read_now(version::read) {
        assert!(started.elapsed() < Duration::from_secs(2), "{error}");
    }
}

on_postgres!(refused_connections_fail_at_once_and_recover);
fn refused_connections_fail_at_once_and_recover(db: TestDb) {
    let closed = Closed::new(&db);
    for _ in 0..3 {
        let started = Instant::now();
        let failed = db.db.read_now(version::read).unwrap_err();
        assert_eq!(failed.passing(), Some(Passing::Away), "{failed}");
        assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    }
    drop(closed);
    assert_well_soon(&db.db);
}

on_postgres!(a_statement_fails_as_transient_when_its_connection_is_closed);
fn a_statement_fails_as_transient_when_its_connection_is_closed(db: TestDb) {
    let failed = thread::scope(|scope| {
        let (begun, has_begun) = std::sync::mpsc::channel();
        let asking = scope.spawn(|| {
            db.db.read_now(move |conn| {
                version::read(conn)?;
                begun.send(()).unwrap();
                diesel::sql_query("SELECT pg_sleep(60)").execute(conn)?;
                Ok::<_, DbError>(())
            })
        });
        has_begun.recv().unwrap();
        drop_connections(&db);
        asking.join().unwrap().unwrap_err()
    });
    assert_eq!(failed.passing(), Some(Passing::Away), "{failed}");
    assert_well_soon(&db.db);
}

on_postgres!(requests_share_the_connections_that_the_server_allows);
fn requests_share_the_connections_that_the_server_allows(db: TestDb) {
    let DatabaseUrl::Postgres(url) = &db.url else { unreachable!() };
    let name = format!("few_{}", std::process::id());
    let granted = ["SCHEMA public", "ALL TABLES IN SCHEMA public"];
    let grants = granted.map(|what| format!("GRANT ALL ON {what} TO {name};")).concat();
    db.run(&format!("CREATE ROLE {name} LOGIN CONNECTION LIMIT 2; {grants}"));
    let few: DatabaseUrl = url.replacen("postgres@", &format!("{name}@"), 1).parse().unwrap();
    let limited = Db::open(&few, |_| Ok::<(), DbError>(())).unwrap();
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                let read = limited.read_now(|conn| {
                    diesel::sql_query("SELECT pg_sleep(0.05)").execute(conn)?;
                    version::read(conn)
                });
                read.unwrap()
            });
        }
    });
    drop(limited);
    drop_connections(&db);
    db.run(&format!("DROP OWNED BY {name}; DROP ROLE {name}"));
}

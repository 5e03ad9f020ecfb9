//! A PostgreSQL server that refuses or closes connections.

use std::thread;
use std::time::{Duration, Instant};

use diesel::RunQueryDsl;
use metier::db::{DatabaseUrl, Db, Error, Passing, version};

use crate::support::TestDb;

/// Closes all other connections to a database.
pub fn drop_connections(db: &TestDb) {
    let close = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()";
    db.run(close);
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

#[test]
fn refused_connections_fail_at_once_and_recover() {
    let test = concat!(module_path!(), "::refused_connections_fail_at_once_and_recover");
    let Some(db) = TestDb::postgres(test) else { return };
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

#[test]
fn a_statement_fails_as_transient_when_its_connection_is_closed() {
    let test = concat!(module_path!(), "::a_statement_fails_as_transient_when_its_connection_is_closed");
    let Some(db) = TestDb::postgres(test) else { return };
    let failed = thread::scope(|scope| {
        let (begun, has_begun) = std::sync::mpsc::channel();
        let asking = scope.spawn(|| {
            db.db.read_now(move |conn| {
                version::read(conn)?;
                begun.send(()).unwrap();
                diesel::sql_query("SELECT pg_sleep(60)").execute(conn)?;
                Ok::<_, Error>(())
            })
        });
        has_begun.recv().unwrap();
        drop_connections(&db);
        asking.join().unwrap().unwrap_err()
    });
    assert_eq!(failed.passing(), Some(Passing::Away), "{failed}");
    assert_well_soon(&db.db);
}

#[test]
fn requests_share_the_connections_that_the_server_allows() {
    let test = concat!(module_path!(), "::requests_share_the_connections_that_the_server_allows");
    let Some(db) = TestDb::postgres(test) else { return };
    let DatabaseUrl::Postgres(url) = &db.url else { unreachable!() };
    let name = format!("few_{}", std::process::id());
    db.run(
        &format!(
            "CREATE ROLE {name} LOGIN CONNECTION LIMIT 2; GRANT ALL ON SCHEMA public TO {name}; GRANT ALL ON ALL TABLES IN SCHEMA public TO {name}"
        ),
    );
    let few: DatabaseUrl = url.replacen("postgres@", &format!("{name}@"), 1).parse().unwrap();
    let limited = Db::open(&few, |_| Ok::<(), Error>(())).unwrap();
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                limited
                    .read_now(|conn| {
                        diesel::sql_query("SELECT pg_sleep(0.05)").execute(conn)?;
                        version::read(conn)
                    })
                    .unwrap()
            });
        }
    });
    drop(limited);
    drop_connections(&db);
    db.run(&format!("DROP OWNED BY {name}; DROP ROLE {name}"));
}

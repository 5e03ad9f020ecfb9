//! Instances on one database start together, and reopen connections that the server closes, as when it restarts.

use std::thread;

use metier::db::{DatabaseUrl, Db, DbError};
use metier::models::category;

use crate::support::{Running, TestDb, count, plain};

on_both!(instances_that_start_together_on_a_new_database_all_come_up);
fn instances_that_start_together_on_a_new_database_all_come_up(db: TestDb) {
    let home = db.unopened();
    let (DatabaseUrl::Postgres(url) | DatabaseUrl::Sqlite(url)) = home.url();
    let start = || Running::start(plain().env("DATABASE_URL", &url));
    let instances: Vec<Running> = thread::scope(|scope| {
        let starting = [(); 4].map(|()| scope.spawn(start));
        starting.into_iter().map(|instance| instance.join().unwrap()).collect()
    });
    for instance in instances {
        assert!(instance.get("/careers/back-end-developer").starts_with("HTTP/1.1 200"));
    }
    let filled = Db::open(&home.url(), |_| -> Result<(), DbError> { panic!("it is new") }).unwrap();
    assert_eq!(count(&filled, "SELECT COUNT(*) FROM careers"), 5, "only one instance filled it");
    let migrations = "SELECT COUNT(*) FROM __diesel_schema_migrations";
    assert_eq!(count(&filled, migrations), count(&db.db, migrations));
}

on_postgres!(a_connection_that_the_server_has_closed_is_not_reused);
fn a_connection_that_the_server_has_closed_is_not_reused(db: TestDb) {
    assert_eq!(db.db.read_now(category::all).unwrap(), []);
    db.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    assert_eq!(db.db.read_now(category::all).unwrap(), [], "a new one is opened");
}

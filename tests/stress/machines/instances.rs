//! Instances on one database start together, and show each other's changes.

use std::thread;
use std::time::{Duration, Instant};

use metier::db::{DatabaseUrl, Db, Error};

use super::BOUND;
use crate::support::client::Client;
use crate::support::edited::{Edited, shown};
use crate::support::{Running, TestDb, count, plain};

#[test]
fn a_change_at_one_instance_shows_at_all() {
    let test = concat!(module_path!(), "::a_change_at_one_instance_shows_at_all");
    let Some(db) = TestDb::postgres(test) else { return };
    let edited = Edited::new(db);
    let instances = [edited.serve(), edited.serve(), edited.serve()];
    let visitor = Client::new("");
    for instance in &instances {
        assert_eq!(shown(&visitor, &instance.address), 1);
    }
    for (edition, instance) in (2..).zip(&instances) {
        edited.publish(&instance.address, edition);
        let changed = Instant::now();
        assert_eq!(shown(&visitor, &instance.address), edition, "the instance that made it shows it at once");
        assert_all_show(&instances, &visitor, edition, changed);
    }
    edited.import(5);
    assert_all_show(&instances, &visitor, 5, Instant::now());
}

/// Waits until all instances show an edition, which must happen within the bound.
fn assert_all_show(instances: &[Running], visitor: &Client, edition: u32, changed: Instant) {
    for instance in instances {
        loop {
            // An answer that was requested within the bound may be stale.
            let is_late = changed.elapsed() >= BOUND;
            let seen = shown(visitor, &instance.address);
            if seen == edition {
                break;
            }
            assert!(!is_late, "{} shows {seen} {:?} after {edition}", instance.address, changed.elapsed());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

on_both!(instances_that_start_together_on_a_new_database_all_come_up);
fn instances_that_start_together_on_a_new_database_all_come_up(db: TestDb) {
    let home = db.unopened();
    let url = match home.url() {
        DatabaseUrl::Postgres(url) | DatabaseUrl::Sqlite(url) => url,
    };
    let start = || Running::start(plain().env("DATABASE_URL", &url));
    let instances: Vec<Running> = thread::scope(|scope| {
        let starting = [(); 4].map(|()| scope.spawn(start));
        starting.into_iter().map(|instance| instance.join().unwrap()).collect()
    });
    for instance in instances {
        assert!(instance.get("/careers/back-end-developer").starts_with("HTTP/1.1 200"));
    }
    let filled = Db::open(&home.url(), |_| -> Result<(), Error> { panic!("it is new") }).unwrap();
    assert_eq!(count(&filled, "SELECT COUNT(*) AS count FROM careers"), 5, "only one instance filled it");
    let migrations = "SELECT COUNT(*) AS count FROM __diesel_schema_migrations";
    assert_eq!(count(&filled, migrations), count(&db.db, migrations));
}

//! Reads for visitors use a replica only while it keeps up; here both databases are used by one process.

use std::time::{Duration, Instant};

use actix_web::rt::System;
use metier::db::{DatabaseUrl, Db, DbError, version};
use metier::models::career;
use metier::models::snapshot;

use crate::support::{TestDb, entry, save};

/// The title of the oldest career, as read for visitors.
fn shown(db: &Db) -> String {
    let read = db.read_shown(|conn| {
        let ids = career::all_ids(conn)?;
        snapshot::of(conn, &ids[..1])
    });
    System::new().block_on(read).unwrap().remove(0).1.profile.title
}

/// A second database, with its own careers.
fn second(url: &DatabaseUrl) -> Db {
    let db = Db::open(url, |_| Ok::<_, DbError>(())).unwrap();
    save(&db, &[entry("Second")]).unwrap();
    write_until(&db, 20);
    db
}

/// Stores careers until the content version is at least this.
fn write_until(db: &Db, until: i64) {
    let of = |db: &Db| db.read_now(version::read).unwrap();
    while of(db) < until {
        save(db, &[entry(&format!("Career {}", of(db)))]).unwrap();
    }
}

on_both!(the_replica_is_read_while_it_is_up_to_date);
fn the_replica_is_read_while_it_is_up_to_date(db: TestDb) {
    let home = db.unopened();
    let second = second(&home.url());
    let both = db.db.clone().with_replica(&home.url());
    save(&both, &[entry("First")]).unwrap();
    assert!(both.version() < second.version());
    assert_eq!(shown(&both), "Second", "the replica is up to date");
    write_until(&both, second.version() + 1);
    assert_eq!(shown(&both), "First", "the replica lacks the last write");
    write_until(&second, both.version());
    assert_eq!(shown(&both), "Second", "the replica has caught up");
}

on_both!(the_primary_is_read_while_the_replica_has_no_schema);
fn the_primary_is_read_while_the_replica_has_no_schema(db: TestDb) {
    let home = db.unopened();
    if let DatabaseUrl::Sqlite(path) = home.url() {
        std::fs::write(path, "").unwrap();
    }
    save(&db.db, &[entry("First")]).unwrap();
    let both = db.db.clone().with_replica(&home.url());
    assert_eq!(shown(&both), "First");
    second(&home.url());
    assert_eq!(shown(&both), "Second", "the replica is read as soon as it has a schema");
}

#[test]
fn an_unreachable_replica_is_not_asked_again_at_once() {
    let db = TestDb::sqlite();
    save(&db.db, &[entry("First")]).unwrap();
    let both = db.db.clone().with_replica(&DatabaseUrl::Sqlite("/nowhere/metier.db".into()));
    assert_eq!(shown(&both), "First");
    let started = Instant::now();
    assert_eq!(shown(&both), "First");
    assert!(started.elapsed() < Duration::from_millis(900), "it was asked again: {:?}", started.elapsed());
}

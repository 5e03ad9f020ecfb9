//! Which of two databases visitors are shown, in one process: the second one only where it keeps up.

use std::time::{Duration, Instant};

use actix_web::rt::System;
use metier::db::{DatabaseUrl, Db, Error, version};
use metier::models::career;
use metier::models::snapshot;

use crate::support::{TestDb, entry, save};

/// The title of the oldest career that visitors are shown.
fn shown(db: &Db) -> String {
    let read = db.read_shown(|conn| {
        let ids = career::all_ids(conn)?;
        snapshot::of(conn, &ids[..1])
    });
    System::new().block_on(read).unwrap().remove(0).1.profile.title
}

/// Another database, which has careers of its own.
fn second(url: &DatabaseUrl) -> Db {
    let db = Db::open(url, |_| Ok::<_, Error>(())).unwrap();
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

on_both!(the_second_database_is_read_while_it_is_as_new);
fn the_second_database_is_read_while_it_is_as_new(db: TestDb) {
    let home = db.unopened();
    let second = second(&home.url());
    let both = db.db.clone().with_replica(&home.url());
    save(&both, &[entry("First")]).unwrap();
    assert!(both.version() < second.version());
    assert_eq!(shown(&both), "Second", "it is as new");
    write_until(&both, second.version() + 1);
    assert_eq!(shown(&both), "First", "the second one lacks what was just written");
    write_until(&second, both.version());
    assert_eq!(shown(&both), "Second", "it has caught up");
}

on_both!(the_first_database_answers_where_the_second_has_no_schema_yet);
fn the_first_database_answers_where_the_second_has_no_schema_yet(db: TestDb) {
    let home = db.unopened();
    save(&db.db, &[entry("First")]).unwrap();
    let both = db.db.clone().with_replica(&home.url());
    assert_eq!(shown(&both), "First");
    second(&home.url());
    assert_eq!(shown(&both), "Second", "it is read as soon as it can be");
}

#[test]
fn a_second_database_that_is_away_is_soon_left_alone() {
    let db = TestDb::sqlite();
    save(&db.db, &[entry("First")]).unwrap();
    let both = db.db.clone().with_replica(&DatabaseUrl::Sqlite("/nowhere/metier.db".into()));
    assert_eq!(shown(&both), "First");
    let started = Instant::now();
    assert_eq!(shown(&both), "First");
    assert!(started.elapsed() < Duration::from_millis(900), "it was asked again: {:?}", started.elapsed());
}

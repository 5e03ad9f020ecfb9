//! Both databases give the same results.

use actix_web::rt::System;
use metier::db::Db;

use super::found::assert_found;
use super::odd::assert_quick;
use super::table::SEARCHES;
use super::{fixture, outcome};
use crate::real;
use crate::support::TestDb;

/// The results of each search, in order, and how the query was interpreted.
fn all(db: &Db) -> Vec<String> {
    let line = |text: &str| {
        let outcome = outcome(db, text);
        let hits = outcome.hits.iter().map(|hit| format!("{} {:?}", hit.slug, hit.also_called));
        format!("{text}: {:?} {} {:?}", outcome.reading, outcome.query.text(), hits.collect::<Vec<_>>())
    };
    let beyond = ["c++", "coffee plumber", "a", "ma", "software engineer in berlin", "qqqqqqq", ""];
    SEARCHES.iter().map(|(text, _)| *text).chain(beyond).map(line).collect()
}

fn assert_alike(sqlite: &TestDb, postgres: &TestDb) {
    for (sqlite, postgres) in all(&sqlite.db).iter().zip(all(&postgres.db)) {
        assert_eq!(*sqlite, postgres);
    }
}

#[test]
fn both_databases_find_the_same_on_a_small_site() {
    let test = concat!(module_path!(), "::both_databases_find_the_same_on_a_small_site");
    let Some(postgres) = TestDb::postgres(test) else { return };
    let sqlite = TestDb::sqlite();
    [&sqlite, &postgres].iter().for_each(|db| fixture::fill(&db.db));
    assert_alike(&sqlite, &postgres);
}

fn assert_found_quickly(db: &TestDb) {
    assert_found(db);
    System::new().block_on(assert_quick(db));
}

#[test]
fn real_careers_are_found_quickly_and_alike_on_both_databases() {
    let test = concat!(module_path!(), "::real_careers_are_found_quickly_and_alike_on_both_databases");
    let Some(sqlite) = real::filled(TestDb::sqlite(), test) else { return };
    assert_found_quickly(&sqlite);
    let Some(postgres) = TestDb::postgres(test).and_then(|db| real::filled(db, test)) else { return };
    assert_found_quickly(&postgres);
    assert_alike(&sqlite, &postgres);
}

//! How many careers ask for a skill is right after every save.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use metier::db::{Conn, Db, Error};
use metier::models::snapshot::Snapshot;
use metier::profile::Skill;

use crate::support::{TestDb, entry, save};

#[derive(QueryableByName)]
struct Uses {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    uses: i64,
}

fn uses(db: &Db) -> BTreeMap<String, i64> {
    let query = || diesel::sql_query("SELECT name, uses FROM skills");
    let rows: Vec<Uses> = db
        .read_now(|conn| match conn {
            Conn::Sqlite(c) => Ok::<_, Error>(query().load(c)?),
            Conn::Postgres(c) => Ok(query().load(c)?),
        })
        .unwrap();
    rows.into_iter().map(|row| (row.name, row.uses)).collect()
}

fn with_skills(title: &str, names: &[&str]) -> Snapshot {
    let mut entry = entry(title);
    entry.profile.skills = names.iter().map(|name| Skill { name: (*name).into(), importance: 0.5 }).collect();
    entry
}

fn counts(expected: &[(&str, i64)]) -> BTreeMap<String, i64> {
    expected.iter().map(|(name, uses)| ((*name).into(), *uses)).collect()
}

on_both!(uses_follow_what_is_saved);
fn uses_follow_what_is_saved(db: TestDb) {
    let db = &db.db;
    save(db, &[with_skills("One", &["Rust", "SQL"]), with_skills("Two", &["Rust", "C++"])]).unwrap();
    assert_eq!(uses(db), counts(&[("C++", 1), ("Rust", 2), ("SQL", 1)]));
    save(db, &[with_skills("Two", &["SQL", "C#"])]).unwrap();
    assert_eq!(uses(db), counts(&[("C#", 1), ("Rust", 1), ("SQL", 2)]), "C++ is gone");
    save(db, &[with_skills("One", &[]), with_skills("Two", &[])]).unwrap();
    assert_eq!(uses(db), counts(&[]));
}

on_both!(names_that_make_one_slug_are_one_skill);
fn names_that_make_one_slug_are_one_skill(db: TestDb) {
    let db = &db.db;
    save(db, &[with_skills("One", &["Problem solving"]), with_skills("Two", &["Problem-Solving"])]).unwrap();
    assert_eq!(uses(db).into_values().collect::<Vec<_>>(), [2]);
}

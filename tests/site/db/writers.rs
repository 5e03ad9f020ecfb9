//! Concurrent writers wait for each other, and none fails.

use diesel::prelude::*;
use metier::db::{Conn, DbError};
use metier::models::links::SaveError;
use metier::models::snapshot::Snapshot;
use metier::models::{career, category};
use metier::profile::{Category, Skill};

use crate::support::{TestDb, entry, slug, store, stored};

const THREADS: usize = 4;
const EACH: usize = 25;

/// Runs `work` on several threads at once, many times on each.
fn at_once(work: impl Fn(usize, usize) + Sync) {
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let work = &work;
            scope.spawn(move || (0..EACH).for_each(|round| work(thread, round)));
        }
    });
}

on_both!(transactions_that_read_and_then_write_all_succeed);
fn transactions_that_read_and_then_write_all_succeed(db: TestDb) {
    at_once(|thread, round| {
        let added = Category { slug: slug(&format!("c{thread}-{round}")), name: "C".into() };
        let done = db.db.write_now(|conn| {
            category::all(conn)?;
            category::ensure(conn, &[added])
        });
        done.unwrap();
    });
    assert_eq!(db.db.read_now(category::all).unwrap().len(), THREADS * EACH);
}

on_both!(profiles_that_share_skills_can_be_saved_concurrently);
fn profiles_that_share_skills_can_be_saved_concurrently(db: TestDb) {
    at_once(|thread, round| {
        let entry = sharing_skills(thread, round);
        let done: Result<(), SaveError> = db.db.write_now(|conn| {
            career::all_ids(conn)?;
            store(conn, &[entry]).map(drop)
        });
        done.unwrap();
    });
    let lasting = stored(&db.db);
    assert_eq!(lasting.len(), 2);
    assert!(lasting.iter().all(|entry| entry.profile.skills.len() == 4), "a profile was saved only in part");
}

/// One of two careers. Half of the threads list the skills in reverse order, which could cause a deadlock.
fn sharing_skills(thread: usize, round: usize) -> Snapshot {
    let mut entry = entry(["Engineer", "Nurse"][(thread + round) % 2]);
    let mut numbers: Vec<usize> = (0..4).map(|number| (thread + round + number) % 6).collect();
    if thread.is_multiple_of(2) {
        numbers.reverse();
    }
    let skill = |number| Skill { name: format!("Skill {number}"), importance: 0.5 };
    entry.profile.skills = numbers.into_iter().map(skill).collect();
    entry
}

on_both!(a_failed_write_stores_nothing);
fn a_failed_write_stores_nothing(db: TestDb) {
    let added = [Category { slug: slug("c"), name: "C".into() }];
    let failed: Result<(), DbError> = db.db.write_now(|conn| {
        category::ensure(conn, &added)?;
        Err(DbError::Interrupted)
    });
    assert!(matches!(failed, Err(DbError::Interrupted)));
    assert_eq!(db.db.read_now(category::all).unwrap(), []);
}

on_both!(a_read_sees_a_snapshot);
fn a_read_sees_a_snapshot(db: TestDb) {
    let added = [Category { slug: slug("c"), name: "C".into() }];
    let seen = db.db.read_now(|conn: &mut Conn| {
        let before = category::all(conn)?.len();
        db.db.write_now(|conn| category::ensure(conn, &added))?;
        Ok::<_, DbError>((before, category::all(conn)?.len()))
    });
    assert_eq!(seen.unwrap(), (0, 0));
    assert_eq!(db.db.read_now(category::all).unwrap().len(), 1);
}

on_both!(async reads_run_off_the_async_threads);
async fn reads_run_off_the_async_threads(db: TestDb) {
    let here = std::thread::current().id();
    let there = db.db.read(move |conn| {
        diesel::sql_query("SELECT 1").execute(conn)?;
        Ok::<_, DbError>(std::thread::current().id())
    });
    assert_ne!(there.await.unwrap(), here);
}

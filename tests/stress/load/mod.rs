//! What one client can cost the others: the price of each address, waiting and memory. Set `METIER_TEST_PROGRAM` to
//! attack an optimized program.

mod attack;
mod hostile_client;
#[allow(dead_code)]
#[path = "../../../benches/shared/made.rs"]
mod made;
#[path = "../../../benches/shared/making.rs"]
mod making;
mod memory;
mod prices;
#[allow(dead_code)]
#[path = "../../../benches/shared/random.rs"]
mod random;
mod texts;
#[path = "../../../benches/shared/vocabulary.rs"]
mod vocabulary;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use metier::import::bundle;
use metier::models::published;

use crate::support::{TestDb, is_set, stored};

/// Lets only one of these tests run at a time, since they measure.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Stores the samples, and generated careers as in the benchmarks. Returns the slugs of all.
fn fill(db: &TestDb, careers: u64) -> Vec<String> {
    db.db.write_now(bundle::store_starter).unwrap();
    db.db.write_now(|conn| published::rebuild(conn, |_| ())).unwrap();
    making::make(&db.db, careers, 1, true).unwrap();
    stored(&db.db).into_iter().map(|entry| entry.profile.slug.to_string()).collect()
}

fn is_optimized() -> bool {
    !cfg!(debug_assertions) || is_set("METIER_TEST_PROGRAM")
}

/// How many times longer everything may take than in an optimized program.
fn slack() -> u32 {
    if is_optimized() { 1 } else { 10 }
}

/// `short`, or `long` if long tests are wanted.
fn lasting(short: u64, long: u64) -> Duration {
    Duration::from_secs(if is_set("METIER_LONG_TESTS") { long } else { short })
}

//! Search: what it finds, in which order, and that no input breaks it.

mod alike;
mod fixture;
mod found;
mod kept;
mod odd;
mod table;

use metier::db::Db;
use metier::search::{Outcome, search};

pub fn outcome(db: &Db, text: &str) -> Outcome {
    db.read_now(|conn| search(conn, text, 50)).unwrap()
}

/// The titles of the hits, in order.
pub fn titles(db: &Db, text: &str) -> Vec<String> {
    outcome(db, text).hits.into_iter().map(|hit| hit.title).collect()
}

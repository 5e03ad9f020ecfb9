//! Stores generated careers in a database.

use std::time::Instant;

use chrono::NaiveDateTime;
use indicatif::{ProgressBar, ProgressStyle};
use metier::db::Db;
use metier::models::audit::Actor;
use metier::models::links::SaveError;
use metier::models::{category, imported, source};

use super::made::Maker;

/// Careers per transaction.
const BATCH: u64 = 1_000;

/// Reports progress on standard error.
pub fn make(db: &Db, count: u64, seed: u64, with_skills: bool) -> Result<(), SaveError> {
    let started = Instant::now();
    let maker = Maker::new(seed, with_skills);
    let actor = Actor::other("benchmark", NaiveDateTime::default());
    db.write_now(|conn| {
        category::ensure(conn, &maker.categories())?;
        source::save(conn, &[Maker::source()])
    })?;
    let bar = ProgressBar::new(count);
    bar.set_style(
        ProgressStyle::with_template("Generating careers [{bar:24}] {pos} of {len}, {eta}").unwrap(),
    );
    for first in (0..count).step_by(BATCH as usize) {
        let entries: Vec<_> = (first..count.min(first + BATCH)).map(|number| maker.entry(number)).collect();
        let stored = Instant::now();
        db.write_now(|conn| imported::save(conn, &actor, &entries))?;
        if bar.is_hidden() && (first / BATCH).is_multiple_of(10) {
            let so_far = first + entries.len() as u64;
            eprintln!("{so_far:>9} careers; the last {} took {:.1?}", entries.len(), stored.elapsed());
        }
        bar.inc(entries.len() as u64);
    }
    bar.finish_and_clear();
    eprintln!("Generated {count} careers in {:.0?}", started.elapsed());
    Ok(())
}

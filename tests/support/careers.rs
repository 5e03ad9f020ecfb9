//! Fixtures for tests of the desk: people, times, and careers to edit.

use chrono::NaiveDateTime;
use metier::db::{Conn, Db};
use metier::models::audit::Actor;
use metier::models::draft::{self, Draft, DraftRefused};
use metier::models::publication;
use metier::profile::Profile;

/// A time on the day of these tests, in UTC.
pub fn at(time: &str) -> NaiveDateTime {
    format!("2026-11-24T{time}").parse().unwrap()
}

/// An actor without an account.
pub fn actor() -> Actor {
    Actor::other("test", at("09:00:00"))
}

/// A profile that is complete enough to publish.
pub fn profile(title: &str) -> Profile {
    Profile { summary: format!("What a {title} does."), ..Profile::new(title) }
}

/// Stores a draft and returns the id of its career.
pub fn drafted(db: &Db, title: &str) -> i64 {
    db.write_now(|conn| draft::create(conn, &actor(), &profile(title), "")).unwrap()
}

/// Stores and publishes a career, and returns its id.
pub fn published(db: &Db, title: &str) -> i64 {
    let id = drafted(db, title);
    change(db, |conn| publication::publish(conn, &actor(), id, 1)).unwrap();
    id
}

pub fn change<T>(
    db: &Db,
    work: impl FnOnce(&mut Conn) -> Result<T, DraftRefused>,
) -> Result<T, DraftRefused> {
    db.write_now(work)
}

pub fn load(db: &Db, id: i64) -> Draft {
    db.read_now(|conn| draft::load(conn, id)).unwrap().unwrap()
}

/// Saves the draft of a career with a new summary.
pub fn summarise(db: &Db, id: i64, version: i64, summary: &str) -> Result<draft::Saved, DraftRefused> {
    let profile = Profile { summary: summary.into(), ..load(db, id).profile };
    change(db, |conn| draft::save(conn, &actor(), id, version, &profile, ""))
}

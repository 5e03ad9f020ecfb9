//! What the tests of the desk stand on: people, times, and careers to edit.

use chrono::NaiveDateTime;
use metier::db::{Conn, Db};
use metier::models::audit::Actor;
use metier::models::draft::{self, Draft, Refused};
use metier::models::publication;
use metier::profile::Profile;

/// A moment on the day of these tests, UTC.
pub fn at(time: &str) -> NaiveDateTime {
    format!("2026-11-24T{time}").parse().unwrap()
}

/// Someone without an account.
pub fn actor() -> Actor {
    Actor::other("test", at("09:00:00"))
}

/// A profile that may be published.
pub fn profile(title: &str) -> Profile {
    Profile { summary: format!("What a {title} does."), ..Profile::new(title) }
}

/// Stores a draft, and gives its career's id.
pub fn drafted(db: &Db, title: &str) -> i64 {
    db.write_now(|conn| draft::create(conn, &actor(), &profile(title), "")).unwrap()
}

/// Stores a career and publishes it.
pub fn published(db: &Db, title: &str) -> i64 {
    let id = drafted(db, title);
    change(db, |conn| publication::publish(conn, &actor(), id, 1)).unwrap();
    id
}

/// A change in a transaction of its own.
pub fn change<T>(db: &Db, work: impl FnOnce(&mut Conn) -> Result<T, Refused>) -> Result<T, Refused> {
    db.write_now(work)
}

/// The draft of a career.
pub fn load(db: &Db, id: i64) -> Draft {
    db.read_now(|conn| draft::load(conn, id)).unwrap().unwrap()
}

/// Saves a career's draft with another summary.
pub fn summarise(db: &Db, id: i64, version: i64, summary: &str) -> Result<draft::Saved, Refused> {
    let profile = Profile { summary: summary.into(), ..load(db, id).profile };
    change(db, |conn| draft::save(conn, &actor(), id, version, &profile, ""))
}

//! Refused requests in the audit log. The first of a kind is stored at once. Those that follow within ten minutes are
//! only counted, and then stored as one entry: otherwise one user could fill the disk.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::rt::task::JoinHandle;
use actix_web::rt::time::sleep;
use actix_web::web::Data;
use chrono::NaiveDateTime;

use crate::clock::Clock;
use crate::db::{Conn, Db, DbError};
use crate::error::Error;
use crate::models::audit::{self, Actor, AuditSubject, Change, Kind};

const WINDOW: Duration = Duration::from_secs(600);
/// How often counts are checked.
const PAUSE: Duration = Duration::from_secs(60);

pub struct Refusals {
    db: Db,
    clock: Clock,
    counts: Mutex<HashMap<RefusedKind, Repeated>>,
}

/// Requests of one kind differ only in time. There are few kinds, since a route stands for all of its addresses.
#[derive(Clone, PartialEq, Eq, Hash)]
struct RefusedKind {
    user_id: Option<i64>,
    who: String,
    route: String,
}

/// Refusals that aren't stored yet.
#[derive(Clone, Copy)]
struct Repeated {
    /// When the window began, by [`Clock::passed`].
    since: Duration,
    times: u64,
    last: NaiveDateTime,
}

impl Refusals {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock, counts: Mutex::default() }
    }

    pub async fn record(&self, actor: Actor, route: String) -> Result<(), Error> {
        let kind = RefusedKind { user_id: actor.user_id, who: actor.name, route };
        let mut entries = self.due();
        entries.extend(self.count(kind, actor.at));
        self.store(entries).await
    }

    /// Stores the counts whose window is over.
    pub async fn store_due(&self) -> Result<(), Error> {
        let due = self.due();
        self.store(due).await
    }

    /// Stores all counts, at the end of the program.
    pub async fn store_all(&self) -> Result<(), Error> {
        let all: Vec<_> = self.counts().drain().collect();
        self.store(all).await
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<RefusedKind, Repeated>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn due(&self) -> Vec<(RefusedKind, Repeated)> {
        let now = self.clock.passed();
        self.counts().extract_if(|_, repeated| now.saturating_sub(repeated.since) >= WINDOW).collect()
    }

    /// Counts a refusal, or returns it if it is the first of its kind.
    fn count(&self, kind: RefusedKind, at: NaiveDateTime) -> Option<(RefusedKind, Repeated)> {
        let mut counts = self.counts();
        if let Some(repeated) = counts.get_mut(&kind) {
            (repeated.times, repeated.last) = (repeated.times + 1, at);
            return None;
        }
        let first = Repeated { since: self.clock.passed(), times: 1, last: at };
        counts.insert(kind.clone(), Repeated { times: 0, ..first });
        Some((kind, first))
    }

    /// Counts what can't be stored again, so that it is stored later.
    async fn store(&self, mut entries: Vec<(RefusedKind, Repeated)>) -> Result<(), Error> {
        entries.retain(|(_, repeated)| repeated.times > 0);
        if entries.is_empty() {
            return Ok(());
        }
        let written = entries.clone();
        let stored = self.db.write(move |conn| write(conn, &written)).await;
        if stored.is_err() {
            let mut counts = self.counts();
            for (kind, lost) in entries {
                counts.entry(kind).or_insert(Repeated { times: 0, ..lost }).times += lost.times;
            }
        }
        Ok(stored?)
    }
}

fn write(conn: &mut Conn, entries: &[(RefusedKind, Repeated)]) -> Result<(), DbError> {
    for (RefusedKind { user_id, who, route }, Repeated { times, last, .. }) in entries {
        let actor = Actor { user_id: *user_id, name: who.clone(), at: *last };
        let subject = AuditSubject { kind: Kind::Site, id: None, name: route.clone() };
        let counted = [Change::to("times", times)];
        let changes = if *times > 1 { &counted[..] } else { &[] };
        audit::record(conn, &actor, "was refused", &subject, changes)?;
    }
    Ok(())
}

/// Stores counts in the background.
pub fn start(refusals: Data<Refusals>) -> JoinHandle<()> {
    actix_web::rt::spawn(async move {
        loop {
            sleep(PAUSE).await;
            if let Err(error) = refusals.store_due().await {
                tracing::error!(%error, "can’t store the number of refused requests in the audit log; trying again");
            }
        }
    })
}

//! The content version: a number in the database that grows in the transaction of every change of what public
//! pages show (by triggers, see the migrations), so that whoever keeps something knows whether it is still right.
//!
//! A process learns of it in two ways. What it changes itself it knows at its commit; of what others change it
//! hears from a [`Watch`], which looks several times a second and, on PostgreSQL, is told at once.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::ManageConnection;

use super::manager::Manager;
use super::{Conn, Error, Passing, content_version};

/// How long a watch waits between two looks at what it was told.
const PAUSE: Duration = Duration::from_millis(50);
/// How long it goes without asking the database, told or not.
const UNASKED: Duration = Duration::from_millis(250);
/// How long it waits while the database is away.
const WHILE_AWAY: Duration = Duration::from_millis(250);
/// How long it waits after another failure.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// The content version that a transaction sees.
///
/// # Errors
/// The database fails.
pub fn read(conn: &mut Conn) -> Result<i64, Error> {
    Ok(content_version::table.select(content_version::version).first(conn)?)
}

/// Raises the content version above another one, and above what it was.
pub(crate) fn exceed(conn: &mut Conn, other: i64) -> Result<(), Error> {
    let next = read(conn)?.max(other) + 1;
    diesel::update(content_version::table).set(content_version::version.eq(next)).execute(conn)?;
    Ok(())
}

/// The newest version that this process knows of.
#[derive(Debug, Default)]
pub(super) struct Known {
    version: AtomicI64,
    /// How often a watch has failed.
    failures: AtomicU64,
}

impl Known {
    pub fn get(&self) -> i64 {
        self.version.load(Ordering::Acquire)
    }

    pub fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }

    /// Takes note of a version. Older ones, which come late, change nothing.
    pub fn learn(&self, version: i64) {
        self.version.fetch_max(version, Ordering::AcqRel);
    }

    /// Takes note of the version that a database has now. One that is older than what was known before it was asked is
    /// that of a back-up which was put in place of it.
    fn follow(&self, version: i64, known_before: i64) {
        match version < known_before {
            true => self.version.store(version, Ordering::Release),
            false => self.learn(version),
        }
    }
}

/// Looks for what other processes change, on a thread and a connection of its own, until it is dropped.
pub struct Watch {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

impl Watch {
    pub(super) fn start(manager: Manager, known: Arc<Known>) -> std::io::Result<Self> {
        let is_over = Arc::new(AtomicBool::new(false));
        let ends = is_over.clone();
        let watch = move || {
            while !ends.load(Ordering::Relaxed) {
                let Err(error) = look(&manager, &known, &ends) else { continue };
                known.failures.fetch_add(1, Ordering::Relaxed);
                if error.passing() == Some(Passing::Away) {
                    // The manager says so, once.
                    thread::sleep(WHILE_AWAY);
                } else {
                    tracing::warn!(%error, "changes by others can’t be seen");
                    thread::sleep(AFTER_FAILURE);
                }
            }
        };
        let thread = thread::Builder::new().name("content version".into()).spawn(watch)?;
        Ok(Self { is_over, thread: Some(thread) })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // It has no result, and says itself what goes wrong.
            thread.join().ok();
        }
    }
}

/// Looks until it is over or something fails.
fn look(manager: &Manager, known: &Known, is_over: &AtomicBool) -> Result<(), Error> {
    let mut conn = manager.connect()?;
    if let Conn::Postgres(conn) = &mut conn {
        conn.batch_execute("LISTEN content_version")?;
    }
    let mut asked = None::<Instant>;
    while !is_over.load(Ordering::Relaxed) {
        let is_time = asked.is_none_or(|asked| asked.elapsed() >= UNASKED);
        if was_told(&mut conn)? || is_time {
            asked = Some(Instant::now());
            let before = known.get();
            known.follow(read(&mut conn)?, before);
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// Whether the database has said that there is something new.
fn was_told(conn: &mut Conn) -> Result<bool, Error> {
    let Conn::Postgres(conn) = conn else { return Ok(false) };
    let told = conn.notifications_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(!told.is_empty())
}

//! The content version: a number that triggers increase in every transaction that changes what public pages show (see
//! the migrations), so that caches know whether they are still valid.
//!
//! A process knows its own changes as soon as they are committed. It learns of other processes' changes from a
//! [`Watch`], which polls several times a second and, on PostgreSQL, is notified immediately.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::ManageConnection;

use super::file;
use super::pool::Connections;
use super::{Conn, DbError, Passing, content_version};

/// How often a watch checks for notifications.
const PAUSE: Duration = Duration::from_millis(50);
/// The longest time between queries, notified or not.
const UNASKED: Duration = Duration::from_millis(250);
const WHILE_AWAY: Duration = Duration::from_millis(250);
const AFTER_FAILURE: Duration = Duration::from_secs(1);

pub fn read(conn: &mut Conn) -> Result<i64, DbError> {
    Ok(content_version::table.select(content_version::version).first(conn)?)
}

/// Writes without changing anything, to see whether writing works.
pub(super) fn rewrite(conn: &mut Conn) -> Result<(), DbError> {
    diesel::update(content_version::table)
        .set(content_version::version.eq(content_version::version))
        .execute(conn)?;
    Ok(())
}

/// Increases the content version to a value above both its current one and `other`.
pub(crate) fn exceed(conn: &mut Conn, other: i64) -> Result<(), DbError> {
    let next = read(conn)?.max(other) + 1;
    diesel::update(content_version::table).set(content_version::version.eq(next)).execute(conn)?;
    Ok(())
}

#[derive(Debug, Default)]
pub(super) struct KnownVersion {
    version: AtomicI64,
    failures: AtomicU64,
}

impl KnownVersion {
    pub fn get(&self) -> i64 {
        self.version.load(Ordering::Acquire)
    }

    pub fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }

    /// Ignores older versions, which may arrive late.
    pub fn learn(&self, version: i64) {
        self.version.fetch_max(version, Ordering::AcqRel);
    }

    /// Records the database's current version. If it is older than `known_before`, the version known before it was
    /// read, then a backup has been restored.
    fn follow(&self, version: i64, known_before: i64) {
        match version < known_before {
            true => self.version.store(version, Ordering::Release),
            false => self.learn(version),
        }
    }
}

/// Watches for changes by other processes, on its own thread and connection, until it is dropped.
#[derive(Debug)]
pub struct Watch {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    pub(super) fn start(connections: Connections) -> std::io::Result<Self> {
        let is_over = Arc::new(AtomicBool::new(false));
        let ends = is_over.clone();
        let watch = move || {
            while !ends.load(Ordering::Relaxed) {
                let Err(error) = look(&connections, &ends) else { continue };
                connections.manager.version.failures.fetch_add(1, Ordering::Relaxed);
                if error.passing() == Some(Passing::Away) {
                    // The manager logs this, once.
                    thread::sleep(WHILE_AWAY);
                } else {
                    tracing::warn!(%error, "can’t watch for changes by other processes; retrying");
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
            // The thread has no result, and logs its own errors.
            thread.join().ok();
        }
    }
}

fn look(connections: &Connections, is_over: &AtomicBool) -> Result<(), DbError> {
    connections.follow_file()?;
    let Connections { manager, .. } = connections;
    let mut conn = manager.connect()?;
    if let Conn::Postgres(conn) = &mut *conn {
        conn.batch_execute("LISTEN content_version")?;
    }
    let mut asked = None::<Instant>;
    while !is_over.load(Ordering::Relaxed) {
        if let Err(error) = manager.check_file() {
            file::empty_wal(&mut conn);
            return Err(error);
        }
        let is_time = asked.is_none_or(|asked| asked.elapsed() >= UNASKED);
        if was_told(&mut conn)? || is_time {
            asked = Some(Instant::now());
            let before = manager.version.get();
            let version = read(&mut conn)?;
            // It may have come from a file that was replaced.
            manager.check_file()?;
            manager.version.follow(version, before);
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// Whether the database has sent a notification.
fn was_told(conn: &mut Conn) -> Result<bool, DbError> {
    let Conn::Postgres(conn) = conn else { return Ok(false) };
    let told = conn.notifications_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(!told.is_empty())
}

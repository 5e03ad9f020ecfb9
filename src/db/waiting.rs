//! A bounded wait for the database, and what it means for a write.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{DatabaseUrl, DbError};

const WAITED_FOR: u8 = 0;
const GIVEN_UP: u8 = 1;
const COMMITTING: u8 = 2;

/// Whether a request still waits for an operation. A write that was given up isn't committed afterwards, and one that
/// is being committed isn't given up: the answer would be wrong otherwise.
#[derive(Clone, Debug, Default)]
pub struct Waiting(Arc<AtomicU8>);

impl Waiting {
    /// Fails if the operation is being committed.
    pub fn give_up(&self) -> bool {
        self.go_over_to(GIVEN_UP)
    }

    /// Fails if the operation was given up.
    pub fn commit(&self) -> Result<(), DbError> {
        if self.go_over_to(COMMITTING) { Ok(()) } else { Err(DbError::Slow) }
    }

    /// Fails if the operation was given up.
    pub fn check(&self) -> Result<(), DbError> {
        if self.0.load(Ordering::Acquire) == GIVEN_UP { Err(DbError::Slow) } else { Ok(()) }
    }

    fn go_over_to(&self, state: u8) -> bool {
        self.0.compare_exchange(WAITED_FOR, state, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }
}

/// How long without a timeout until the next one counts as another fault.
const APART: Duration = Duration::from_secs(60);

/// When a request last waited too long.
#[derive(Debug, Default)]
pub struct Slowness(Mutex<Option<Instant>>);

impl Slowness {
    /// Logs the first timeout of a fault.
    pub fn note(&self, database: &DatabaseUrl, patience: Duration) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.replace(Instant::now()).is_none_or(|last| last.elapsed() >= APART) {
            tracing::error!(%database, ?patience, "the database is too slow: requests wait no longer");
        }
    }

    pub fn is_after(&self, time: Instant) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|last| last >= time)
    }
}

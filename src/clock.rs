//! The site's clock, which tests can move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime, SubsecRound, TimeDelta, Utc};

/// Clones share the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    start: Instant,
    ahead: Arc<AtomicI64>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { start: Instant::now(), ahead: Arc::default() }
    }
}

impl Clock {
    /// UTC, in whole seconds.
    pub fn now(&self) -> NaiveDateTime {
        let ahead = TimeDelta::seconds(self.ahead.load(Ordering::Relaxed));
        Utc::now().naive_utc().trunc_subsecs(0) + ahead
    }

    /// UTC.
    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// Monotonic time since the clock was created.
    pub fn passed(&self) -> Duration {
        let ahead = self.ahead.load(Ordering::Relaxed);
        self.start.elapsed() + Duration::from_secs(ahead.unsigned_abs())
    }

    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }
}

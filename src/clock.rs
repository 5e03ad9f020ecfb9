//! What time it is, for the whole site. Tests move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime, SubsecRound, TimeDelta, Utc};

/// The clock of a site. Copies go together.
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
    /// Now, UTC, in whole seconds.
    pub fn now(&self) -> NaiveDateTime {
        let ahead = TimeDelta::seconds(self.ahead.load(Ordering::Relaxed));
        Utc::now().naive_utc().trunc_subsecs(0) + ahead
    }

    /// The day, UTC.
    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// How long it runs. Unlike the time of day it never goes back.
    pub fn passed(&self) -> Duration {
        let ahead = self.ahead.load(Ordering::Relaxed);
        self.start.elapsed() + Duration::from_secs(ahead.unsigned_abs())
    }

    /// Lets time pass, in seconds.
    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }
}

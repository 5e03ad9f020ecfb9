//! What time it is, for everything that ends some time. Tests move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{NaiveDateTime, SubsecRound, TimeDelta, Utc};

/// The clock of a site. Copies go together.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// Now, UTC, in whole seconds.
    pub fn now(&self) -> NaiveDateTime {
        let ahead = TimeDelta::seconds(self.ahead.load(Ordering::Relaxed));
        Utc::now().naive_utc().trunc_subsecs(0) + ahead
    }

    /// Lets time pass, in seconds.
    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }
}

//! The site as those see it who run it: its health, its figures, its log.

mod health;
mod log;
mod metrics;
mod scrape;

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Waits until something is so.
fn wait(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(10), "not yet: {what}");
        sleep(Duration::from_millis(20));
    }
}

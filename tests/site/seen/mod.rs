//! The site as operators see it: health, metrics and log.

mod health;
mod log;
mod metrics;
mod scrape;

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Waits until a condition holds.
fn wait(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(10), "not yet: {what}");
        sleep(Duration::from_millis(20));
    }
}

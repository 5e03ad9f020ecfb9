//! The site as operators see it: health, metrics and log.

mod health;
mod log;
mod metrics;
mod scrape;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use crate::support::Running;

/// Starts a site, and returns it with its log.
fn start_with_log(command: &mut Command) -> (Running, NamedTempFile) {
    let log = NamedTempFile::new().unwrap();
    (Running::start_with_log(command, Stdio::from(log.reopen().unwrap())), log)
}

/// Waits until a condition holds.
fn wait(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(10), "not yet: {what}");
        sleep(Duration::from_millis(20));
    }
}

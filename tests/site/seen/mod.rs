//! The site as operators see it: health, metrics and log.

mod health;
mod log;
mod metrics;
mod scrape;

use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::support::{Running, wait_until};

/// Starts a site, and returns it with its log.
fn start_with_log(command: &mut Command) -> (Running, NamedTempFile) {
    let log = NamedTempFile::new().unwrap();
    (Running::start_with_log(command, Stdio::from(log.reopen().unwrap())), log)
}

/// Waits until a condition holds.
fn wait(what: &str, is_so: impl Fn() -> bool) {
    wait_until(Duration::from_secs(10), is_so, || format!("not yet: {what}"));
}

//! Logs: text for a terminal, JSON for a service. `RUST_LOG` says what is in them.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error, from a level on where no other is set.
pub fn start(level: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match std::io::stderr().is_terminal() {
        true => logs.compact().with_target(false).init(),
        false => logs.json().flatten_event(true).with_span_list(false).init(),
    }
}

//! Logs: text for a terminal, JSON for a service. `RUST_LOG` says what is in them.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match std::io::stderr().is_terminal() {
        true => logs.compact().with_target(false).init(),
        false => logs.json().flatten_event(true).with_span_list(false).init(),
    }
}

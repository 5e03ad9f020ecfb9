//! Logs: text for a terminal, JSON for a service. `RUST_LOG` sets the levels.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// Logs every malformed request as an error, and anyone can send those.
const STRANGERS: &str = "actix_http::h1::dispatcher";

/// Logs to standard error, at `level` unless `RUST_LOG` is set. Without a format, logs text on a terminal and JSON
/// elsewhere. Also logs panics, with the request they happened in.
pub fn start(level: &str, format: Option<LogFormat>) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new(format!("{level},{STRANGERS}=off")));
    let is_terminal = std::io::stderr().is_terminal();
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format.unwrap_or(if is_terminal { LogFormat::Text } else { LogFormat::Json }) {
        LogFormat::Text => logs.compact().with_target(false).with_ansi(is_terminal).init(),
        LogFormat::Json => logs.json().flatten_event(true).with_span_list(false).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let payload = panic.payload();
        let words = payload.downcast_ref::<&str>().copied();
        let reason = words.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let place = panic.location().map(ToString::to_string);
        tracing::error!(reason, place, "the program panicked; this is a bug");
    }));
}

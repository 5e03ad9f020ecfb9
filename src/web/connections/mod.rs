//! Visitors' connections and their limits: how many there may be, how long heads may take, and how long unread
//! responses are kept.

mod open;
mod service;
mod stream;

use std::time::Duration;

use actix_web::rt::net::TcpStream;
pub use open::OpenConnections;
pub use service::service;
use socket2::SockRef;

/// How many files may be open besides connections: databases, static files and the program's own.
const BESIDE: u64 = 256;

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);

/// Longer than browsers and proxies keep idle connections open, so that they close first. Otherwise a request could
/// arrive on a connection that the server is closing.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// How long data may wait for a client that doesn't read.
const UNREAD: Duration = Duration::from_secs(30);

/// How many connections are possible, at most `connections`. Raises the limit on open files as far as allowed, and logs
/// a warning if that isn't enough.
pub fn room_for(connections: u32) -> u32 {
    let wanted = u64::from(connections) + BESIDE;
    let allowed = rlimit::increase_nofile_limit(wanted).unwrap_or_else(|error| {
        tracing::warn!(%error, "can’t determine how many files may be open");
        wanted
    });
    let room = allowed.saturating_sub(BESIDE).clamp(1, connections.into()) as u32;
    if room < connections {
        tracing::warn!(
            connections,
            allowed,
            "the system allows {allowed} open files, so only {room} connections are accepted: raise the limit \
             (ulimit -n, LimitNOFILE), or lower --connections"
        );
    }
    room
}

/// Lets the kernel close a connection whose client doesn't read; no other timeout covers this.
fn prepare(stream: &TcpStream) {
    #[cfg(target_os = "linux")]
    if let Err(error) = SockRef::from(stream).set_tcp_user_timeout(Some(UNREAD)) {
        tracing::debug!(%error, "can’t set a timeout for unread data on a connection");
    }
}

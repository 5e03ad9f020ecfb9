//! Limits on visitors' connections: how many there may be, and how long unread responses are kept.

use std::any::Any;
use std::time::Duration;

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use socket2::SockRef;

/// How many files may be open besides connections: databases, static files and the program's own.
const BESIDE: u64 = 256;

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
pub fn prepare(connection: &dyn Any, _: &mut Extensions) {
    #[cfg(target_os = "linux")]
    if let Some(stream) = connection.downcast_ref::<TcpStream>()
        && let Err(error) = SockRef::from(stream).set_tcp_user_timeout(Some(UNREAD))
    {
        tracing::debug!(%error, "can’t set a timeout for unread data on a connection");
    }
}

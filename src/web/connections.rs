//! The connections of visitors: how many there are, and how long one is kept whose other end doesn't read.

use std::any::Any;
use std::time::Duration;

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use socket2::SockRef;

/// How many files may be open beside the connections: databases, static files, what the program is made of.
const BESIDE: u64 = 256;

/// How long what was sent may wait at a client that reads nothing of it.
const UNREAD: Duration = Duration::from_secs(30);

/// How many connections there is room for, at most so many. What the system allows to be open is raised as far as
/// it lets; where that isn't enough, the log says so.
pub fn room_for(connections: u32) -> u32 {
    let wanted = u64::from(connections) + BESIDE;
    let allowed = rlimit::increase_nofile_limit(wanted).unwrap_or_else(|error| {
        tracing::warn!(%error, "how many files may be open can’t be found out");
        wanted
    });
    let room = allowed.saturating_sub(BESIDE).clamp(1, connections.into()) as u32;
    if room < connections {
        tracing::warn!(
            connections,
            allowed,
            "the system allows {allowed} open files, so that only {room} connections are taken: raise its limit \
             (ulimit -n, LimitNOFILE), or lower --connections"
        );
    }
    room
}

/// Lets the system close a connection whose other end reads nothing. No other time-out looks at that.
pub fn prepare(connection: &dyn Any, _: &mut Extensions) {
    #[cfg(target_os = "linux")]
    if let Some(stream) = connection.downcast_ref::<TcpStream>()
        && let Err(error) = SockRef::from(stream).set_tcp_user_timeout(Some(UNREAD))
    {
        tracing::debug!(%error, "a connection has no time-out for what isn’t read");
    }
}

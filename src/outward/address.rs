//! Which addresses are on the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Other ports have services that strangers shouldn't reach.
const PORTS: [u16; 2] = [80, 443];

/// The error says, for an editor, why an address isn't on the public web.
pub fn public_web(address: SocketAddr) -> Result<(), &'static str> {
    match address {
        _ if !is_public(address.ip()) => Err("isn’t on the public internet, and wasn’t asked for"),
        _ if !PORTS.contains(&address.port()) => {
            Err("names a port that isn’t 80 or 443, and wasn’t asked for")
        }
        _ => Ok(()),
    }
}

/// Globally reachable, and not near this machine.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => is_public_v4(address),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_kept = match (a, b, c) {
        // This network, shared by carriers, for protocols, relays, tests, and what is reserved.
        (0 | 240.., _, _) | (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18 | 19, _) => true,
        _ => false,
    };
    !(is_kept
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

/// Only what is allocated: 2000::/3, without protocols and tunnels (2001::/23), which lead to IPv4 addresses,
/// documentation, and 6to4 (2002::/16).
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x2002, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        [first, ..] => first >> 13 == 1,
    }
}

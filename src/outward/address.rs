//! Which addresses are on the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Other ports may have services that strangers shouldn't reach.
const PORTS: [u16; 2] = [80, 443];

/// The error tells an editor why the link wasn't checked.
pub fn public_web(address: SocketAddr) -> Result<(), &'static str> {
    match address {
        _ if !is_public(address.ip()) => Err("isn’t on the public internet, so it wasn’t checked"),
        _ if !PORTS.contains(&address.port()) => {
            Err("uses a port other than 80 and 443, so it wasn’t checked")
        }
        _ => Ok(()),
    }
}

/// Globally reachable, not on this machine or its network.
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
    // This network and reserved, carrier-grade NAT, protocol assignments, 6to4 relays, benchmarks.
    let is_kept = matches!(
        address.octets(),
        [0 | 240.., ..] | [100, 64..=127, ..] | [192, 0, 0, _] | [192, 88, 99, _] | [198, 18 | 19, ..]
    );
    !(is_kept
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

/// Allocated addresses (2000::/3), except documentation and what may tunnel to IPv4 addresses: protocol assignments
/// (2001::/23) and 6to4 (2002::/16).
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x2002, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        [first, ..] => first >> 13 == 1,
    }
}

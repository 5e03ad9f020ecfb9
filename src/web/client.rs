//! The client of a request.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use actix_web::HttpRequest;

use crate::site::Site;

/// The network that rate limits count by: an IPv4 address, or the /48 of an IPv6 address, the largest
/// network that providers give to one customer. All unknown addresses count as one client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Client(Option<IpAddr>);

impl Client {
    /// The peer's address, or the one that a trusted proxy reports.
    pub fn of(request: &HttpRequest, site: &Site) -> Self {
        let peer = request.peer_addr().map(|address| address.ip());
        Self::at(peer.map(|peer| site.proxies.origin(peer, request.headers())))
    }

    pub(super) fn at(address: Option<IpAddr>) -> Self {
        Self(address.map(|address| match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 80 << 80).into(),
            address => address,
        }))
    }
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(IpAddr::V6(network)) => write!(f, "{network}/48"),
            Some(address) => address.fmt(f),
            None => f.write_str("unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_counts_as_one_client() {
        for (address, client) in [
            ("203.0.113.5", "203.0.113.5"),
            ("::ffff:203.0.113.5", "203.0.113.5"),
            ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ] {
            assert_eq!(Client::at(address.parse().ok()).to_string(), client);
        }
    }
}

//! Trusted reverse proxies, and the client address behind them.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use actix_web::http::header::{self, HeaderMap, HeaderName};
use ipnet::IpNet;

/// Proxies whose forwarding headers are trusted.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn are_all(&self) -> bool {
        self.0.iter().any(|network| network.prefix_len() == 0)
    }
}

impl fmt::Display for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let networks: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&networks.join(", "))
    }
}

impl FromStr for Proxies {
    type Err = String;

    /// Parses addresses and networks, as in `127.0.0.1,10.0.0.0/8,::1`.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(network).collect::<Result<_, _>>().map(Self)
    }
}

fn network(text: &str) -> Result<IpNet, String> {
    let address = text.parse().map(|address: IpAddr| address.to_canonical().into());
    let network = address.or_else(|_| text.parse::<IpNet>());
    network.map_err(|_| {
        format!("“{text}” is neither an address nor a network; enter a list like 127.0.0.1,10.0.0.0/8,::1")
    })
}

impl Proxies {
    fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// The client address behind the proxies. Proxies append to a header, so anything to the left of their entry can be
    /// forged. A proxy sets one of the two headers and may pass the other on unchanged: if they disagree, neither is
    /// trusted, and the request counts as the proxy's.
    pub fn origin(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.has(peer) {
            return peer;
        }
        let plain = self.first_stranger(peer, headers, header::X_FORWARDED_FOR, address);
        let standard = self.first_stranger(peer, headers, header::FORWARDED, forwarded);
        match (plain, standard) {
            (Some(one), Some(other)) if one != other => peer,
            _ => plain.or(standard).unwrap_or(peer),
        }
    }

    /// The rightmost address that isn't a proxy; if an entry can't be parsed, the proxy that added it. `None` without
    /// the header.
    fn first_stranger(
        &self,
        peer: IpAddr,
        headers: &HeaderMap,
        name: HeaderName,
        read: fn(&str) -> Option<IpAddr>,
    ) -> Option<IpAddr> {
        let lines: Vec<_> =
            headers.get_all(name).map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
        let mut nearest = (!lines.is_empty()).then_some(peer)?;
        // Splits at quoted commas, too: no address contains one, and a quote that a client leaves open must not hide
        // the entries that proxies append.
        for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            match read(hop.trim()) {
                Some(address) if self.has(address) => nearest = address,
                Some(address) => return Some(address),
                None => break,
            }
        }
        Some(nearest)
    }
}

/// Parses an address with or without a port: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let with_port = text.parse().map(|address: SocketAddr| address.ip());
    // Only IPv6 addresses are written in brackets.
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    let address = with_port.or_else(|_| text.parse()).ok().or_else(bracketed)?;
    Some(address.to_canonical())
}

/// Parses an element of RFC 7239, as in `for="[2001:db8::1]:4711";proto=https`.
fn forwarded(element: &str) -> Option<IpAddr> {
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let mut named = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    let (Some((_, node)), None) = (named.next(), named.next()) else { return None };
    let node = node.trim();
    address(node.strip_prefix('"').map_or(Some(node), |rest| rest.strip_suffix('"'))?)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    const PROXY: &str = "10.0.0.9";

    fn client(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let proxies: Proxies = "127.0.0.1, 10.0.0.0/8,::1".parse().unwrap();
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap())
        };
        let headers = headers.iter().map(pair).collect();
        proxies.origin(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_a_proxy_of_the_site_is_believed() {
        for header in [("x-forwarded-for", "203.0.113.5"), ("forwarded", "for=203.0.113.5")] {
            assert_eq!(client("192.0.2.1", &[header]), "192.0.2.1");
            for proxy in [PROXY, "127.0.0.1", "::1", "::ffff:10.1.2.3"] {
                assert_eq!(client(proxy, &[header]), "203.0.113.5", "{proxy}");
            }
        }
        assert_eq!(client(PROXY, &[]), PROXY);
        let nobody = Proxies::default();
        assert!(!nobody.has(IpAddr::from([127, 0, 0, 1])));
    }

    #[test]
    fn it_is_the_right_most_address_that_is_no_proxy() {
        for (list, expected) in [
            ("198.51.100.7, 203.0.113.5", "203.0.113.5"),
            ("127.0.0.1, 203.0.113.5, 10.0.0.1,10.0.0.2", "203.0.113.5"),
            ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
            ("203.0.113.5:4711", "203.0.113.5"),
            ("2001:db8:1:2:3::4", "2001:db8:1:2:3::4"),
            ("[2001:db8:1:2:3::4]", "2001:db8:1:2:3::4"),
            ("[2001:db8:1:2:3::4]:80", "2001:db8:1:2:3::4"),
            ("::ffff:203.0.113.5", "203.0.113.5"),
        ] {
            assert_eq!(client(PROXY, &[("x-forwarded-for", list)]), expected, "{list}");
        }
        let lines = [("x-forwarded-for", "198.51.100.7"), ("x-forwarded-for", "203.0.113.5, 10.0.0.2")];
        assert_eq!(client(PROXY, &lines), "203.0.113.5", "the last header line is the newest");
        let long = "198.51.100.7,".repeat(2_000) + "203.0.113.5";
        assert_eq!(client(PROXY, &[("x-forwarded-for", &long)]), "203.0.113.5");
    }

    #[test]
    fn what_cannot_be_read_ends_at_the_proxy_that_said_it() {
        for garbage in [
            "",
            ",",
            "unknown",
            "203.0.113.5,",
            "203.0.113.5 198.51.100.7",
            "203.0.113.5:",
            "203.0.113.5:99999",
            "203.0.113.5:+80",
            "[203.0.113.5]",
            "[2001:db8::1",
            "[2001:db8::1]80",
            "2001:db8::1]:80",
            "\"203.0.113.5\"",
            "203.0.113.256",
            "0x7f.1",
            "localhost",
            "2001:db8::1%eth0",
            "\u{e9}",
        ] {
            assert_eq!(client(PROXY, &[("x-forwarded-for", garbage)]), PROXY, "{garbage}");
            let list = format!("198.51.100.7, {garbage}, 10.0.0.1");
            assert_eq!(client(PROXY, &[("x-forwarded-for", &list)]), "10.0.0.1", "{list}");
        }
    }

    #[test]
    fn the_standard_header_is_read_as_well() {
        for (list, expected) in [
            ("for=198.51.100.7, for=203.0.113.5;proto=https;by=10.0.0.1", "203.0.113.5"),
            ("proto=https; For=\"203.0.113.5:4711\"", "203.0.113.5"),
            ("for=\"[2001:db8:1:2:3::4]:4711\"", "2001:db8:1:2:3::4"),
            ("for=203.0.113.5, for=10.0.0.1", "203.0.113.5"),
            // Quotes that a client leaves open.
            ("for=\"198.51.100.7, for=203.0.113.5", "203.0.113.5"),
            ("host=\"a, for=203.0.113.5", "203.0.113.5"),
            ("for=203.0.113.5, for=unknown", PROXY),
            ("for=_hidden", PROXY),
            ("for=\"203.0.113.5", PROXY),
            ("for=203.0.113.5;for=198.51.100.7", PROXY),
            ("203.0.113.5", PROXY),
            ("", PROXY),
        ] {
            assert_eq!(client(PROXY, &[("forwarded", list)]), expected, "{list}");
        }
    }

    #[test]
    fn of_two_headers_that_disagree_neither_is_believed() {
        let both = |plain, standard| client(PROXY, &[("x-forwarded-for", plain), ("forwarded", standard)]);
        assert_eq!(both("203.0.113.5", "for=198.51.100.7, for=203.0.113.5"), "203.0.113.5");
        assert_eq!(both("203.0.113.5", "for=198.51.100.7"), PROXY);
        assert_eq!(both("203.0.113.5", "rubbish"), PROXY);
    }

    #[test]
    fn proxies_are_addresses_and_networks() {
        assert!("".parse::<Proxies>().is_ok());
        for wrong in ["10.0.0.0/33", "proxy.example", "10.0.0.1:80", "10.0.0.1 10.0.0.2", "10.0.0.0/8/8"] {
            let said = format!("127.0.0.1,{wrong}").parse::<Proxies>().unwrap_err();
            assert!(said.starts_with(&format!("“{wrong}” is neither")), "{said}");
        }
    }
}

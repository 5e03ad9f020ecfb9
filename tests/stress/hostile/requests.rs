//! Requests: well-formed ones with hostile parts, and malformed ones.

use std::fmt;

use metier::models::user::Role;

use super::addresses::{DESK, any, filled};
use super::bodies::{Body, body};
use super::texts::{encoded, hostile};
use crate::chance::Chance;

pub const ROLES: [Role; 3] = [Role::Author, Role::Editor, Role::Admin];

/// How a request is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sending {
    /// At once, over a persistent connection; one answer is read.
    Whole,
    /// The same, in two parts that meet at this offset.
    Halves(usize),
    /// Alone, over a new connection; everything that comes back is read.
    Alone,
    /// Only this many bytes, then the connection is closed.
    Cut(usize),
}

pub struct Request {
    pub bytes: Vec<u8>,
    pub sending: Sending,
    /// Whether the answer has no body, whatever its headers say.
    pub is_head: bool,
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = &self.bytes[..self.bytes.len().min(3_000)];
        write!(f, "{:?}, {} bytes:\n{}", self.sending, self.bytes.len(), shown.escape_ascii())
    }
}

impl Request {
    /// A plain request by a well-behaved client, with extra headers.
    pub fn visit(path: &str, headers: &str) -> Self {
        let bytes = format!("GET {path} HTTP/1.1\r\nHost: test\r\n{headers}\r\n").into_bytes();
        Self { bytes, sending: Sending::Whole, is_head: false }
    }

    /// The request with a number, with one of these cookies, which are in the order of [`ROLES`].
    pub fn hostile(chance: &mut Chance, number: u64, cookies: &[String; 3]) -> Self {
        if chance.one_in(20) {
            return Self { bytes: broken(chance), sending: Sending::Alone, is_head: false };
        }
        let whole = well_formed(chance, number, cookies);
        let length = whole.bytes.len();
        match chance.below(38) {
            0 => Self { sending: Sending::Cut(chance.below(length)), ..whole },
            1 => Self { sending: Sending::Halves(chance.below(length)), ..whole },
            2 => Self { sending: Sending::Alone, ..mangled(whole, chance) },
            _ => whole,
        }
    }
}

/// A request that declares its true length.
fn well_formed(chance: &mut Chance, number: u64, cookies: &[String; 3]) -> Request {
    let is_desk = chance.one_in(2);
    let path = match is_desk {
        true => filled(chance, DESK[number as usize % DESK.len()], number),
        false => any(chance, number),
    };
    let method = match chance.below(20) {
        0 => *chance.pick(&["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "M-SEARCH"]),
        1 | 2 => "HEAD",
        3..8 => "GET",
        // Hashing a password takes as long as rendering a hundred pages.
        _ if is_about_passwords(&path) && !chance.one_in(8) => "GET",
        _ if is_desk => "POST",
        8..10 => "POST",
        _ => "GET",
    };
    let body = match method {
        "POST" | "PUT" | "PATCH" => Some(body(chance, &path, number)),
        _ if chance.one_in(20) => Some(body(chance, &path, number)),
        _ => None,
    };
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: test\r\n");
    let is_about_links = path.contains("/links");
    // Link checks would send requests to other machines. Without this header, they are refused as cross-site.
    if !is_about_links && !chance.one_in(8) {
        head += "Sec-Fetch-Site: same-origin\r\n";
    }
    if !chance.one_in(5) {
        head += &format!("Cookie: {}\r\n", chance.pick(cookies));
    }
    for _ in 0..chance.below(4) {
        head += &header(chance);
    }
    let mut bytes = head.into_bytes();
    match body {
        Some(Body { kind, bytes: body }) => {
            let kind = format!("Content-Type: {kind}\r\n");
            bytes.extend_from_slice(kind.as_bytes());
            if chance.one_in(6) {
                bytes.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
                bytes.extend_from_slice(&chunked(chance, &body));
            } else {
                bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
                bytes.extend_from_slice(&body);
            }
        }
        None => bytes.extend_from_slice(b"\r\n"),
    }
    Request { bytes, sending: Sending::Whole, is_head: method == "HEAD" }
}

fn is_about_passwords(path: &str) -> bool {
    ["/sign-in", "/admin/account/"].iter().any(|start| path.starts_with(start))
}

fn chunked(chance: &mut Chance, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for chunk in body.chunks(1 + chance.below(body.len().max(1))) {
        bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"0\r\n\r\n");
    bytes
}

/// A header that has a meaning for the site or a proxy.
fn header(chance: &mut Chance) -> String {
    let known = [
        ("Accept-Encoding", "br;q=0, gzip;q=0.001, identity;q=0"),
        ("Accept-Encoding", "gzip, gzip, gzip;q=1.000000001, *;q=2, br;q=-1"),
        ("Accept-Encoding", "br"),
        ("Accept-Encoding", "gzip, deflate, br, zstd"),
        ("Range", "bytes=0-0,1-1,2-2,3-3"),
        ("Range", "bytes=18446744073709551615-"),
        ("Range", "bytes=-0"),
        ("Range", "bytes=5-2"),
        ("If-None-Match", "*"),
        ("If-None-Match", "W/\"\", \"x-marker\","),
        ("If-Match", "\"a\""),
        ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("If-Modified-Since", "Sat, 31 Feb 292277026596 25:61:61 GMT"),
        ("If-Range", "\"a\""),
        ("Expect", "100-continue"),
        ("Connection", "close"),
        ("Connection", "Upgrade, HTTP2-Settings"),
        ("Upgrade", "h2c"),
        ("Upgrade", "websocket"),
        ("Accept", "application/json;q=0, */*;q=9"),
        ("Accept-Language", "x-marker;q=1, *"),
        ("X-Forwarded-For", "::ffff:127.0.0.1, 203.0.113.5, x-marker"),
        ("Forwarded", "for=\"[::1]:x\";for=_a, for=\"203.0.113.5"),
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "javascript"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("Content-Encoding", "gzip"),
        ("Origin", "null"),
        ("Authorization", "Basic eDp5"),
        ("Cookie", "metier-session="),
        ("Referer", "//evil.example/"),
        ("User-Agent", ""),
        ("X-Request-Id", "x-marker"),
    ];
    match chance.below(4) {
        0 => {
            let (name, _) = *chance.pick(&known);
            let value: String =
                hostile(chance).chars().filter(|sign| !sign.is_control()).take(1_000).collect();
            let session = if name == "Cookie" { "metier-session=" } else { "" };
            format!("{name}: {session}{value}\r\n")
        }
        1 => format!("X-Forwarded-For: 10.{}.{}.1\r\n", chance.below(256), chance.below(256)),
        _ => {
            let (name, value) = chance.pick(&known);
            format!("{name}: {value}\r\n")
        }
    }
}

/// Malformed requests, and bytes that one parser may read as one request and another as two.
fn broken(chance: &mut Chance) -> Vec<u8> {
    const INNER: &str = "GET /x-smuggled HTTP/1.1\r\nHost: test\r\n\r\n";
    let post = "POST /sign-in HTTP/1.1\r\nHost: test\r\nSec-Fetch-Site: same-origin\r\n\
                Content-Type: application/x-www-form-urlencoded\r\n";
    let shapes = [
        format!("{post}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{INNER}"),
        format!("{post}Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n{INNER}"),
        format!("{post}Transfer-Encoding:\u{b}chunked\r\n\r\n0\r\n\r\n{INNER}"),
        format!("{post}Content-Length: 0\r\nContent-Length: 44\r\n\r\n{INNER}"),
        format!("{post}Content-Length: 3\r\n\r\na=b{INNER}{INNER}"),
        format!("{post}Content-Length: 18446744073709551616\r\n\r\na=b"),
        format!("{post}Content-Length: 900000\r\n\r\na=b"),
        format!("{post}Transfer-Encoding: chunked\r\n\r\nzz\r\na=b\r\n"),
        format!(
            "{post}Transfer-Encoding: chunked\r\n\r\n3;x={}\r\na=b\r\n0\r\n\r\n",
            "y".repeat(chance.below(9_000))
        ),
        format!("{post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\na=b\r\n"),
        format!("{post}Transfer-Encoding: chunked\r\n\r\n3\r\na=bXX0\r\n\r\n{INNER}"),
        format!("{post}Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\nX-Marker: 1\r\n\r\n{INNER}"),
        format!("{post}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"),
        "GET / HTTP/1.1\r\n\r\n".into(),
        "GET / HTTP/1.0\r\n\r\n".into(),
        "GET /\r\n".into(),
        "GET / HTTP/9.9\r\nHost: test\r\n\r\n".into(),
        "GET  / HTTP/1.1\r\nHost: test\r\n\r\n".into(),
        "GET / HTTP/1.1\nHost: test\n\n".into(),
        "GET / HTTP/1.1\r\n Host: test\r\n\r\n".into(),
        "GET / HTTP/1.1\r\nHost: test\r\nX: a\r\n b\r\n\r\n".into(),
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".into(),
        "GET / HTTP/1.1\r\nHost: a/../@b#\r\n\r\n".into(),
        "GET / HTTP/1.1\r\nHost: test\r\nX\u{0}: a\r\n\r\n".into(),
        "GET http://evil.example/x HTTP/1.1\r\nHost: test\r\n\r\n".into(),
        "CONNECT evil.example:443 HTTP/1.1\r\nHost: test\r\n\r\n".into(),
        "OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n".into(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(),
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}".into(),
        "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: test\r\n\r\n".into(),
        format!("GET /{} HTTP/1.1\r\nHost: test\r\n\r\n", "a".repeat(chance.below(150_000))),
        format!("GET / HTTP/1.1\r\nHost: test\r\n{}\r\n", "X: y\r\n".repeat(chance.below(200))),
        format!("GET /{} HTTP/1.1\r\nHost: test\r\n\r\n", hostile(chance)),
        format!("GET /{0}#{0} HTTP/1.1\r\nHost: test\r\n\r\n", encoded(chance)),
        INNER.repeat(1 + chance.below(30)),
    ];
    match chance.below(8) {
        0 => chance.bytes(2_000),
        _ => chance.pick(&shapes).clone().into_bytes(),
    }
}

/// A request with some of its bytes changed.
fn mangled(mut request: Request, chance: &mut Chance) -> Request {
    for _ in 0..1 + chance.below(5) {
        let at = chance.below(request.bytes.len().min(400));
        request.bytes[at] = chance.below(256) as u8;
    }
    // Whether it is a HEAD request may have changed, too.
    request
}

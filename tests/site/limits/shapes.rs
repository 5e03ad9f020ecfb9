//! Raw requests that are oversized, unusual or ambiguous.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use crate::support::{Running, TestDb, metier};

fn server(db: &TestDb) -> Running {
    Running::start(&mut metier(db))
}

/// Sends bytes, keeps the connection open, and returns the head of the answer.
#[track_caller]
fn head(server: &Running, request: &str) -> String {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    // The server may refuse it before its end.
    stream.write_all(request.as_bytes()).ok();
    let lines = BufReader::new(stream).lines();
    let lines = lines.map(|line| line.unwrap_or_else(|error| panic!("{error} after {request:.200}")));
    lines.take_while(|line| !line.is_empty()).map(|line| line + "\n").collect()
}

/// Sends bytes, shuts down the sending side, and returns everything the server sends until it closes the connection.
#[track_caller]
fn until_closed(server: &Running, request: &str) -> String {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(request.as_bytes()).ok();
    stream.shutdown(Shutdown::Write).ok();
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() == ErrorKind::WouldBlock => panic!("open after {answer:?}"),
        _ => String::from_utf8(answer).unwrap(),
    }
}

/// Sends bytes and returns the status line of the answer.
#[track_caller]
fn status(server: &Running, request: &str) -> String {
    head(server, request).lines().next().unwrap_or_default().to_owned()
}

const FORM: &str = "POST /sign-in HTTP/1.1\r\nHost: t\r\nSec-Fetch-Site: same-origin\r\n\
     Content-Type: application/x-www-form-urlencoded\r\n";

#[test]
fn oversized_requests_are_refused() {
    let db = TestDb::sqlite();
    let server = server(&db);
    let get = |more: String| format!("GET / HTTP/1.1\r\nHost: t\r\n{more}\r\n");
    let many = |count| (0..count).map(|n| format!("X-{n}: a\r\n")).collect::<String>();
    assert_eq!(status(&server, &get(many(90))), "HTTP/1.1 200 OK");
    for (what, request) in [
        ("a long address", format!("GET /{} HTTP/1.1\r\nHost: t\r\n\r\n", "a".repeat(200_000))),
        ("a long header", get(format!("X-Long: {}\r\n", "a".repeat(200_000)))),
        ("many headers", get(many(97))),
    ] {
        assert_eq!(status(&server, &request), "HTTP/1.1 431 Request Header Fields Too Large", "{what}");
    }
    let fields = "a=&".repeat(10_000);
    let many = format!("{FORM}Content-Length: {}\r\n\r\n{fields}", fields.len());
    assert_eq!(status(&server, &many), "HTTP/1.1 413 Payload Too Large");
    // A declared length is refused before the body arrives; without one, the server counts what arrives.
    let announced = format!("{FORM}Content-Length: 70000\r\n\r\n");
    assert_eq!(status(&server, &announced), "HTTP/1.1 413 Payload Too Large");
    let chunked = format!("{FORM}Transfer-Encoding: chunked\r\n\r\n11170\r\n{}\r\n", "a".repeat(70_000));
    assert_eq!(status(&server, &chunked), "HTTP/1.1 413 Payload Too Large");
}

#[test]
fn unusual_requests_are_answered() {
    let db = TestDb::sqlite();
    let server = server(&db);
    let wrong = "HTTP/1.1 422 Unprocessable Entity";
    let chunked = format!("{FORM}Transfer-Encoding: chunked\r\n\r\n4\r\nemai\r\n3\r\nl=x\r\n0\r\n\r\n");
    assert_eq!(status(&server, &chunked), wrong);
    let waits = format!("{FORM}Content-Length: 7\r\nExpect: 100-continue\r\n\r\n");
    assert_eq!(status(&server, &waits), "HTTP/1.1 100 Continue");
    assert!(status(&server, &format!("{FORM}Content-Length: 7\r\n\r\nemail=x")).starts_with(wrong));
    let body = "GET / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nbody";
    assert_eq!(status(&server, body), "HTTP/1.1 200 OK");
}

/// The server would otherwise read what follows as a stream that ends with the connection.
#[test]
fn a_websocket_upgrade_is_refused_at_once() {
    let db = TestDb::sqlite();
    let server = server(&db);
    let table = "GET /careers.csv HTTP/1.1\r\nHost: t\r\n";
    for (start, body) in [(FORM, "email=x"), (table, "")] {
        let request = format!("{start}Upgrade: WebSocket\r\nContent-Length: 7\r\n\r\n{body}");
        assert_eq!(status(&server, &request), "HTTP/1.1 400 Bad Request", "{start}");
    }
}

/// The server must close the connection: a proxy may send the next visitor's request over it.
#[test]
fn an_unread_chunked_body_closes_the_connection() {
    let db = TestDb::sqlite();
    let server = server(&db);
    let form = FORM.replace("same-origin", "cross-site");
    for size in [300_000, 450_000, 900_000] {
        let chunk = format!("{size:x}\r\n{}\r\n0\r\n\r\n", "a".repeat(size));
        let answer = until_closed(&server, &format!("{form}Transfer-Encoding: chunked\r\n\r\n{chunk}"));
        assert!(
            answer.starts_with("HTTP/1.1 403") && answer.contains("connection: close"),
            "{size}: {answer}"
        );
    }
}

/// A proxy and the server could disagree about where these requests end.
#[test]
fn ambiguous_requests_are_refused() {
    let db = TestDb::sqlite();
    let server = server(&db);
    let chunk = "0\r\n\r\n";
    for (headers, body) in [
        ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunk),
        ("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunk),
        ("Content-Length: 5\r\nContent-Length: 6\r\n", "email="),
        ("Content-Length: 5\r\nContent-Length: 5\r\n", "email"),
        ("Content-Length: 5, 5\r\n", "email"),
        ("Content-Length: +5\r\n", "email"),
        ("Content-Length: -5\r\n", "email"),
        ("Content-Length: 0x5\r\n", "email"),
        ("Content-Length : 5\r\n", "email"),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", chunk),
        ("Transfer-Encoding: xchunked\r\n", chunk),
        ("Transfer-Encoding: chunked, gzip\r\n", chunk),
        ("Transfer-Encoding\u{b}: chunked\r\n", chunk),
        ("Transfer-Encoding: chunked\r\n", "-1\r\n"),
        ("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"),
        ("Host: other\r\n", ""),
    ] {
        let answer = status(&server, &format!("{FORM}{headers}\r\n{body}"));
        assert_eq!(answer, "HTTP/1.1 400 Bad Request", "{headers:?} {body:?}");
    }
}

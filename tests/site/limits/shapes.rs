//! Raw requests that are oversized, unusual or ambiguous.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use crate::support::{Running, TestDb, metier, rows};

/// Sends bytes, keeps the connection open, and returns it.
fn sent(server: &Running, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    // The server may refuse it before its end.
    stream.write_all(request.as_bytes()).ok();
    stream
}

/// Sends bytes, shuts down the sending side, and returns everything the server sends until it closes the connection.
#[track_caller]
fn until_closed(server: &Running, request: &str) -> String {
    let mut stream = sent(server, request);
    stream.shutdown(Shutdown::Write).ok();
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() == ErrorKind::WouldBlock => panic!("open after {answer:?}"),
        _ => String::from_utf8(answer).unwrap(),
    }
}

/// Sends the requests of a table, which get the status line next to them.
#[track_caller]
fn assert_answers(requests: &[(String, &str)]) {
    let db = TestDb::sqlite();
    let server = Running::start(&mut metier(&db));
    for (request, expected) in requests {
        let mut status = String::new();
        let read = BufReader::new(sent(&server, request)).read_line(&mut status);
        read.unwrap_or_else(|error| panic!("{error} after {request:.200}"));
        assert_eq!(status.trim_end(), format!("HTTP/1.1 {expected}"), "{request:.200}");
    }
}

const FORM: &str = "POST /sign-in HTTP/1.1\r\nHost: t\r\nSec-Fetch-Site: same-origin\r\n\
     Content-Type: application/x-www-form-urlencoded\r\n";

const BAD: &str = "400 Bad Request";

#[test]
fn oversized_requests_are_refused() {
    let get = |more: String| format!("GET / HTTP/1.1\r\nHost: t\r\n{more}\r\n");
    let headers = |count| (0..count).map(|n| format!("X-{n}: a\r\n")).collect::<String>();
    let long = "a".repeat(200_000);
    let fields = "a=&".repeat(10_000);
    let (head, body) = ("431 Request Header Fields Too Large", "413 Payload Too Large");
    assert_answers(&[
        (get(headers(90)), "200 OK"),
        (get(headers(97)), head),
        (get(format!("X-Long: {long}\r\n")), head),
        (format!("GET /{long} HTTP/1.1\r\nHost: t\r\n\r\n"), head),
        (format!("{FORM}Content-Length: {}\r\n\r\n{fields}", fields.len()), body),
        // A declared length is refused before the body arrives; without one, the server counts what arrives.
        (format!("{FORM}Content-Length: 70000\r\n\r\n"), body),
        (get(format!("Content-Length: 70000\r\n\r\n{}", "a".repeat(70_000))), body),
        (format!("{FORM}Transfer-Encoding: chunked\r\n\r\n11170\r\n{}\r\n", "a".repeat(70_000)), body),
    ]);
}

#[test]
fn unusual_requests_are_answered() {
    let invalid = "422 Unprocessable Entity";
    let chunks = "4\r\nemai\r\n3\r\nl=x\r\n0\r\n\r\n";
    assert_answers(&[
        (format!("{FORM}Transfer-Encoding: chunked\r\n\r\n{chunks}"), invalid),
        (format!("{FORM}Content-Length: 7\r\nExpect: 100-continue\r\n\r\n"), "100 Continue"),
        (format!("{FORM}Content-Length: 7\r\n\r\nemail=x"), invalid),
        ("GET / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nbody".into(), "200 OK"),
    ]);
}

/// The server would otherwise close the connection while the body is still on its way.
#[test]
fn the_body_of_a_get_request_may_come_late() {
    let db = TestDb::sqlite();
    let server = Running::start(&mut metier(&db));
    for path in ["/about", "/about", "/search?q=a"] {
        let first = format!("GET {path} HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nbo");
        let mut stream = sent(&server, &first);
        std::thread::sleep(Duration::from_millis(300));
        let next = "dyGET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";
        stream.write_all(next.as_bytes()).unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).unwrap();
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{path}");
    }
}

/// The server would otherwise read what follows as a stream that ends with the connection.
#[test]
fn a_websocket_upgrade_is_refused_at_once() {
    let upgrade = "Upgrade: WebSocket\r\nContent-Length: 7\r\n\r\n";
    assert_answers(&[
        (format!("{FORM}{upgrade}email=x"), BAD),
        (format!("GET /careers.csv HTTP/1.1\r\nHost: t\r\n{upgrade}"), BAD),
    ]);
}

/// The server must close the connection: a proxy may send the next visitor's request over it.
#[test]
fn an_unread_chunked_body_closes_the_connection() {
    let db = TestDb::sqlite();
    let server = Running::start(&mut metier(&db));
    let form = FORM.replace("same-origin", "cross-site");
    for size in [300_000, 450_000, 900_000] {
        let chunk = format!("{size:x}\r\n{}\r\n0\r\n\r\n", "a".repeat(size));
        let answer = until_closed(&server, &format!("{form}Transfer-Encoding: chunked\r\n\r\n{chunk}"));
        assert!(answer.starts_with("HTTP/1.1 403"), "{size}: {answer}");
        assert!(answer.contains("connection: close"), "{size}: {answer}");
    }
}

/// After `Connection: close`, a client reads one answer. What follows might come from another visitor.
#[test]
fn nothing_behind_the_last_request_of_a_connection_is_processed() {
    let db = TestDb::sqlite();
    let server = Running::start(&mut metier(&db));
    let close = "Connection: close\r\n\r\n";
    let last = [
        format!("GET / HTTP/1.1\r\nHost: t\r\n{close}"),
        format!("GET /search?q=clerk HTTP/1.1\r\nHost: t\r\n{close}"),
        format!("GET /careers.csv HTTP/1.1\r\nHost: t\r\n{close}"),
        format!("HEAD / HTTP/1.1\r\nHost: t\r\n{close}"),
        format!("{FORM}Content-Length: 7\r\n{close}email=x"),
        "GET / HTTP/1.0\r\nHost: t\r\n\r\n".into(),
        // These are answered with `Connection: close`.
        "GET / HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\n\r\n".into(),
        format!("{FORM}Transfer-Encoding: chunked\r\n\r\n7\r\nemail=x\r\n0\r\n\r\n"),
    ];
    let body = "email=a%40example.org&password=wrong";
    let next = format!("{FORM}Content-Length: {}\r\n\r\n{body}", body.len());
    for last in last {
        let requests = format!("{last}{next}{next}");
        let mut answer = String::new();
        sent(&server, &requests)
            .read_to_string(&mut answer)
            .unwrap_or_else(|error| panic!("{error}: {last}"));
        for answer in [answer, until_closed(&server, &requests)] {
            assert_eq!(answer.matches("HTTP/1.").count(), 1, "{last}{answer}");
            // In HTTP/1.0, connections close unless a header says otherwise.
            let says_so = answer.starts_with("HTTP/1.0") || answer.contains("connection: close");
            assert!(says_so, "{last}{answer}");
        }
    }
    assert_eq!(rows(&db.db, "sign_in_failures"), 0);
    let again = next.repeat(2) + &format!("GET / HTTP/1.1\r\nHost: t\r\n{close}");
    assert_eq!(until_closed(&server, &again).matches("HTTP/1.").count(), 3, "others are answered");
    assert!(rows(&db.db, "sign_in_failures") > 0);
}

/// As sent by proxies that check whether an instance is ready.
#[test]
fn answers_in_http_1_0_do_not_end_other_connections() {
    let db = TestDb::sqlite();
    let server = Running::start(&mut metier(&db));
    for _ in 0..20 {
        let checked = until_closed(&server, "GET /readyz HTTP/1.0\r\n\r\n");
        assert!(checked.starts_with("HTTP/1.0 200"), "{checked}");
    }
    let request = "GET /about HTTP/1.1\r\nHost: t\r\n";
    let requests = format!("{request}\r\n{request}\r\n{request}Connection: close\r\n\r\n");
    for _ in 0..20 {
        let answers = until_closed(&server, &requests);
        assert_eq!(answers.matches("HTTP/1.1 200").count(), 3, "{answers}");
    }
}

/// A proxy and the server could disagree about where these requests end.
#[test]
fn ambiguous_requests_are_refused() {
    let chunk = "0\r\n\r\n";
    let requests = [
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
    ];
    assert_answers(&requests.map(|(headers, body)| (format!("{FORM}{headers}\r\n{body}"), BAD)));
}

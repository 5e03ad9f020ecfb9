//! Content encodings, HEAD requests and static files.

use std::collections::BTreeSet;
use std::io::Read;
use std::time::{Duration, Instant};

use crate::common::get;
use crate::support::{Answer, Running, TestDb, Visitor, entry, metier, read_bytes, save};
use actix_web::rt::time::sleep;

/// `Accept-Encoding`, and the encoding of a page until its small brotli is ready.
const WANTED: [(&str, &str); 16] = [
    ("", ""),
    ("identity", ""),
    ("br", "br"),
    ("gzip", "gzip"),
    ("gzip, deflate, br, zstd", "gzip"),
    ("br;q=1, gzip;q=0.5", "gzip"),
    ("br, gzip;q=0", "br"),
    ("gzip;q=1.0, br;q=0.5", "gzip"),
    ("br;q=0.1, gzip;q=0.2", "gzip"),
    ("br;q=0, gzip", "gzip"),
    ("br;q=0, gzip;q=0", ""),
    ("deflate, zstd", ""),
    ("*", ""),
    ("GZIP", "gzip"),
    ("identity;q=1, br;q=0.5", ""),
    ("nonsense;;q=2,,", ""),
];

fn decoded(encoding: &str, mut bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    match encoding {
        "" => text.extend(bytes),
        "gzip" => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).unwrap()),
        "br" => brotli::BrotliDecompress(&mut bytes, &mut text).unwrap(),
        other => panic!("unexpected encoding {other}"),
    }
    text
}

pub fn plain_text(answer: &Answer) -> Vec<u8> {
    decoded(answer.header("content-encoding"), &answer.bytes)
}

pub async fn ask(visitor: &Visitor<'_>, path: &str, accepted: &str) -> Answer {
    visitor.get_with(path, ("Accept-Encoding", accepted)).await
}

on_both!(async answers_have_the_preferred_encoding);
async fn answers_have_the_preferred_encoding(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let page = get(&db, "/careers/clerk").await;
    for (accepted, form) in WANTED {
        // The first request renders the page; the second gets it from the cache.
        let visitor = Visitor::new(&db);
        for _ in 0..2 {
            let answer = ask(&visitor, "/careers/clerk", accepted).await;
            assert_eq!(answer.header("content-encoding"), form, "{accepted}");
            assert_eq!(plain_text(&answer), page.bytes, "{accepted}");
            assert_eq!(answer.header("vary"), "accept-encoding");
        }
    }
    let picture = ask(&Visitor::new(&db), "/careers/clerk/card.png", "gzip, deflate, br").await;
    assert_eq!((picture.status, picture.header("content-encoding")), (200, ""));
    assert!(picture.bytes.starts_with(b"\x89PNG"));
}

on_both!(async a_cached_page_is_compressed_once_a_client_accepts_it);
async fn a_cached_page_is_compressed_once_a_client_accepts_it(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    let page = visitor.get("/careers/clerk").await;
    let made = db.db.queries();
    for accepted in ["gzip", "br"] {
        let answer = ask(&visitor, "/careers/clerk", accepted).await;
        assert_eq!(answer.header("content-encoding"), accepted);
        assert_eq!(plain_text(&answer), page.bytes, "{accepted}");
        assert!(answer.bytes.len() < page.bytes.len() / 2, "{accepted}: {} bytes", answer.bytes.len());
    }
    assert_eq!(db.db.queries(), made, "it was rendered again");
}

on_both!(async a_page_that_is_requested_again_gets_smaller);
async fn a_page_that_is_requested_again_gets_smaller(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    for (accepted, at_first) in [("br", "br"), ("gzip, deflate, br", "gzip")] {
        let visitor = Visitor::new(&db);
        let first = ask(&visitor, "/careers/clerk", accepted).await;
        assert_eq!(first.header("content-encoding"), at_first);
        let since = Instant::now();
        loop {
            let again = ask(&visitor, "/careers/clerk", accepted).await;
            if again.header("etag") != first.header("etag") {
                assert!(again.bytes.len() < first.bytes.len());
                assert_eq!(again.header("content-encoding"), "br");
                assert_eq!(plain_text(&again), plain_text(&first));
                break;
            }
            // The same tag means the same bytes.
            assert_eq!(again.bytes, first.bytes);
            assert!(since.elapsed() < Duration::from_secs(20), "it is never compressed better");
            sleep(Duration::from_millis(50)).await;
        }
    }
}

#[test]
fn a_head_request_gets_the_same_headers_and_no_body() {
    let db = TestDb::sqlite();
    let site = Running::start(&mut metier(&db));
    for path in ["/", "/careers", "/robots.txt", "/nowhere"] {
        let get = site.get(path);
        let head = site.send(&format!("HEAD {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"));
        let head = String::from_utf8(head).unwrap();
        let without = |text: &str| {
            let head = text.split("\r\n\r\n").next().unwrap().to_lowercase();
            // These differ for each request.
            let is_own = |line: &&str| line.starts_with("date:") || line.starts_with("x-request-id:");
            head.lines().filter(|line| !is_own(line)).map(String::from).collect::<BTreeSet<_>>()
        };
        assert!(head.ends_with("\r\n\r\n"), "{path} has a body: {head}");
        assert_eq!(without(&head), without(&get), "{path}");
    }
}

#[test]
fn static_files_are_compressed_in_advance() {
    let db = TestDb::sqlite();
    let site = Running::start(&mut metier(&db));
    let home = site.get("/");
    for (ending, media_type) in [(".css", "text/css"), (".js", "text/javascript")] {
        let is_it = |text: &&str| text.starts_with("/static/") && text.ends_with(ending);
        is_compressed_ahead(&site, home.split('"').find(is_it).unwrap(), media_type);
    }
}

/// Waits until a static file is sent as brotli.
fn is_compressed_ahead(site: &Running, path: &str, media_type: &str) {
    let since = Instant::now();
    let plain = read_bytes(site.ask(path));
    loop {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: test\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n");
        let answer = site.send(&request);
        let (head, body) = split(&answer);
        assert!(head.contains("immutable") && head.starts_with("http/1.1 200"), "{head}");
        assert!(head.contains(&format!("content-type: {media_type}; charset=utf-8")), "{head}");
        if head.contains("content-encoding: br") {
            assert!(head.contains("vary: accept-encoding"), "{head}");
            assert!(decoded("br", body) == split(&plain).1, "{path}");
            break;
        }
        assert!(since.elapsed() < Duration::from_secs(60), "it is never compressed: {head}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// The head of an answer, in lower case, and its body.
fn split(answer: &[u8]) -> (String, &[u8]) {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    (String::from_utf8_lossy(&answer[..end]).to_lowercase(), &answer[end + 4..])
}

//! A hostile client with many connections.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::chance::Chance;
use crate::hostile::connection::Connection;
use crate::hostile::requests::{Request, Sending};
use crate::meanwhile;

pub const HOSTILE: [u8; 4] = [127, 0, 0, 1];
pub const ORDINARY: [u8; 4] = [127, 0, 0, 2];

pub const CONNECTIONS: usize = 300;

/// The number of requests over a connection.
const EACH: u64 = 20;
/// How far the attacker gives way to the server, as if it had a machine of its own.
const NICE: i32 = 15;

/// Does `work` while the hostile client sends requests over all its connections. Their answers don't matter.
pub fn meanwhile_attacked<T>(
    address: &str,
    request: impl Fn(&mut Chance) -> Request + Sync,
    work: impl FnOnce() -> T,
) -> T {
    let number = AtomicU64::new(0);
    let sender = || {
        rustix::process::setpriority_process(None, NICE).unwrap();
        let mut connection = Connection::from(address, HOSTILE);
        for _ in 0..EACH {
            let number = number.fetch_add(1, Ordering::Relaxed);
            connection.send(&request(&mut Chance::new(1, number))).ok();
        }
    };
    meanwhile(vec![&sender; CONNECTIONS], work)
}

pub fn get(path: &str) -> Request {
    Request::visit(path, "")
}

pub fn post(path: &str, kind: &str, body: &[u8], cookie: &str) -> Request {
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: test\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
         Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
    );
    Request { bytes: [head.as_bytes(), body].concat(), sending: Sending::Whole, is_head: false }
}

pub fn form(path: &str, fields: &[(&str, &str)], cookie: &str) -> Request {
    let body = serde_html_form::to_string(fields).unwrap();
    post(path, "application/x-www-form-urlencoded", body.as_bytes(), cookie)
}

/// A request of someone not signed in for something that isn't cached, and mostly not cheap.
pub fn any(chance: &mut Chance, slugs: &[String]) -> Request {
    let n = chance.below(1_000_000);
    let slug = chance.pick(slugs).clone();
    let words = slug.replace('-', "+");
    let below = chance.word(" .json .md /card /moves /pay /feed.atom /card.png");
    match chance.below(12) {
        0 => get(&format!("/careers/{slug}x{n}")),
        1 => get(&format!("/careers/{}{n}", format!("{slug}-").repeat(50_000 / slug.len()))),
        2 => get(&format!("/search?q={words}+{n}")),
        3 => get(&format!("/search/suggest?q={}", &words[..words.len() / 2])),
        4 => get("/sitemaps/1.xml"),
        5 => {
            let others = [(); 3].map(|()| chance.pick(slugs).clone());
            get(&format!("/compare?c={slug}&c={}", others.join("&c=")))
        }
        6 => get(chance.word("/careers.csv /careers.json")),
        7 => {
            let (email, password) = (format!("{n}@example.com"), "pass word ".repeat(13));
            form("/sign-in", &[("email", &email), ("password", &password[..128])], "")
        }
        8 => get(&format!("/careers?sort=pay&page={}&n={n}", 1 + n % 40)),
        9 => get(chance.word("/ /about /nowhere")),
        // The unknown parameter bypasses the page cache.
        _ => get(&format!("/careers/{slug}{below}?n={n}")),
    }
}

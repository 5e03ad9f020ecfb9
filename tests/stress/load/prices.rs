//! What each address costs, and that expensive ones are limited.

use std::thread::sleep;
use std::time::{Duration, Instant};

use metier::models::user::Role;

use super::attack::post;
use super::{alone, fill, slack};
use crate::hostile::addresses::ROUTES;
use crate::hostile::connection::Connection;
use crate::hostile::requests::Request;
use crate::support::{Running, TestDb, metier, routes, session_cookie};

const CAREERS: u64 = 1_000;
/// The highest price of an address that isn't limited.
const MOST: Duration = Duration::from_millis(2);
/// The same on a slow machine, as a multiple of a profile's page.
const PAGES: u32 = 5;
/// How often each address is requested; the quickest answer counts.
const TIMES: usize = 5;
/// How often an address is asked again whose answers were slow, and after which pause.
const AGAIN: usize = 5;
const PAUSE: Duration = Duration::from_millis(500);
/// More requests than pass at once with a rate limit of one per second.
const REFUSED: usize = 40;

/// In bytes: nearly as long as addresses may be, and longer.
const LONG: usize = 15_000;
const TOO_LONG: usize = 60_000;

on_both!(expensive_addresses_are_limited);
fn expensive_addresses_are_limited(db: TestDb) {
    let _alone = alone();
    let slugs = fill(&db, CAREERS);
    let slug = slugs[slugs.len() / 2].as_str();
    let cookie = session_cookie(&db, Role::Admin);
    let start =
        |limit| Running::start(metier(&db).env("METIER_RATE_LIMIT", limit).env("METIER_PAGE_CACHE", "0"));
    let (free, limited) = (start("0"), start("1"));
    let page = get(&format!("/careers/{slug}"), &cookie);
    let page = price(&free, &page);
    let most = (MOST * slack()).max(page * PAGES);
    let mut unlimited = Vec::new();
    for (name, request) in requests(slug, &cookie) {
        let price = price(&free, &request);
        if price > most / 2 {
            println!(
                "{price:>10.1?} {} {name}",
                if is_limited(&limited, &request) { "limited" } else { "       " }
            );
        }
        let is_expensive = price > most
            && !is_limited(&limited, &request)
            // Other work may have delayed it.
            && (0..AGAIN).all(|_| {
                sleep(PAUSE);
                self::price(&free, &request) > most
            });
        if is_expensive {
            unlimited.push(format!("{price:?}: {name}"));
        }
    }
    assert!(
        unlimited.is_empty(),
        "a page takes {page:?}, these take more than {most:?}, and aren’t limited:\n{}",
        unlimited.join("\n")
    );
}

/// A request, and its name.
type Named = (String, Request);

fn get(path: &str, cookie: &str) -> Request {
    Request::visit(path, &format!("Cookie: {cookie}\r\n"))
}

/// Ordinary and hostile requests to every address, signed in as an admin.
fn requests(slug: &str, cookie: &str) -> Vec<Named> {
    let words = "nurse engineer ".repeat(LONG / 15);
    let long = words.trim_end().replace(' ', "-");
    let longer = "nurse-".repeat(TOO_LONG / 6);
    let typed = words.trim_end().replace(' ', "+");
    let many = format!("c={slug}-1&").repeat(LONG / (slug.len() + 5));
    let queries = [
        String::new(),
        "?page=99999999999".into(),
        format!("?page=40&q={typed}"),
        format!("?q=nurse&{many}"),
        format!("?url={long}"),
        format!("?next={long}"),
        format!("?skill={typed}&category=a"),
        format!("?{}", "a=&".repeat(LONG / 3)),
        format!("?{}", "a=&".repeat(TOO_LONG / 3)),
        format!("?url=https%3A%2F%2Fcareers.example%2Fcareers%2F{slug}"),
        format!("?against=1&c={slug}&c={slug}-1"),
    ];
    let mut requests = Vec::new();
    let mut add = |name: String, request| requests.push((name.chars().take(100).collect(), request));
    for route in ROUTES.iter() {
        let real = filled(route, slug, "1");
        for query in &queries {
            let path = format!("{real}{query}");
            add(format!("GET {path}"), get(&path, cookie));
        }
        if route.contains('{') {
            for text in [&long, &longer] {
                let path = filled(route, text, text);
                add(format!("GET {path}"), get(&path, cookie));
            }
        }
    }
    let bodies =
        ["a=&".repeat(9_000), format!("title={typed}&summary={typed}&q={typed}"), "version=1".into()];
    for (route, _) in routes().filter(|(route, line)| takes_forms(route, line)) {
        for body in &bodies {
            let path = filled(route, slug, "1");
            let kind = "application/x-www-form-urlencoded";
            let name = format!("POST {path} {body}");
            add(name, post(&path, kind, body.as_bytes(), cookie));
        }
    }
    requests
}

/// Link checks would send requests to other machines, and the others end the session.
fn takes_forms(route: &str, line: &str) -> bool {
    let is_form = ["post(", "form_"].iter().any(|written| line.contains(written));
    is_form && !["links", "sessions", "sign-out", "bulk", "/users"].iter().any(|part| route.contains(part))
}

/// A route with these values for its parameters.
fn filled(route: &str, slug: &str, other: &str) -> String {
    let parts = route.split('/').map(|part| match part.split_once('{') {
        Some((before, rest)) => {
            let (name, after) = rest.split_once('}').unwrap();
            format!("{before}{}{after}", if name == "slug" { slug } else { other })
        }
        None => part.into(),
    });
    parts.collect::<Vec<_>>().join("/")
}

fn price(server: &Running, request: &Request) -> Duration {
    let mut connection = Connection::new(&server.address);
    let mut took = || {
        let asked = Instant::now();
        connection.send(request).unwrap_or_else(|why| panic!("{request:.200}: {why}"));
        asked.elapsed()
    };
    took(); // opens the connection
    (0..TIMES).map(|_| took()).min().unwrap()
}

fn is_limited(server: &Running, request: &Request) -> bool {
    let mut connection = Connection::new(&server.address);
    (0..REFUSED).any(|_| connection.send(request).unwrap()[0].status == 429)
}

//! The addresses of all pages, with hostile values in them.

use std::sync::LazyLock;

use super::texts::{encoded, percent};
use crate::chance::Chance;
use crate::support::all_routes;

/// The first id that hostile requests use: lower ones belong to the careers and users of visits.
pub const FIRST: u64 = 4;
/// The number of requests after which one more id is used.
const EACH: u64 = 250;

/// Query parameters of pages.
const PARAMETERS: &str = "q c category letter pay education experience sort page pays url format maxwidth maxheight done \
    next token status origin state who kind version against from to mine per place name";
/// Slugs that exist, or may have existed.
const SLUGS: [&str; 6] =
    ["kept-clerk", "kept-nurse", "kept-baker", "back-end-developer", "patience", "untitled"];
/// Addresses that attackers try on every site.
const ELSEWHERE: [&str; 16] = [
    "/.env",
    "/.git/config",
    "/wp-login.php",
    "/static/../../etc/passwd",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static/..%5c..%5cetc/passwd",
    "//etc/passwd",
    "//evil.example/",
    "//evil.example/%2e%2e/",
    "/\\evil.example/",
    "/careers//",
    "/./careers/../admin",
    "/admin/..;/careers",
    "/ADMIN",
    "/static/",
    "/metrics",
];

/// The patterns of all routes, read from the source that registers them, so that none is forgotten.
pub static ROUTES: LazyLock<Vec<&str>> = LazyLock::new(|| all_routes().collect());

pub static DESK: LazyLock<Vec<&str>> =
    LazyLock::new(|| ROUTES.iter().filter(|route| route.starts_with("/admin")).copied().collect());

/// An id that may exist; the range grows with the number of the request.
pub fn id(chance: &mut Chance, number: u64) -> u64 {
    FIRST + chance.below((40 + number / EACH) as usize) as u64
}

/// Whether a text in an address is one of the ids of visits.
fn is_of_visits(text: &str) -> bool {
    text.trim_start_matches("%2B").parse::<u64>().is_ok_and(|id| id < FIRST)
}

/// A route with values for its parameters, and often a query.
pub fn filled(chance: &mut Chance, route: &str, number: u64) -> String {
    let mut path = String::new();
    let mut rest = route;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        path += before;
        path += &match name {
            _ if chance.one_in(5) => Some(encoded(chance))
                .filter(|text| !is_of_visits(text))
                .unwrap_or_else(|| id(chance, number).to_string()),
            "slug" => (*chance.pick(&SLUGS)).into(),
            "token" | "fingerprint" => percent(&chance.bytes(40)),
            _ => id(chance, number).to_string(),
        };
        rest = after;
    }
    path += rest;
    if chance.one_in(2) {
        path += &query(chance);
    }
    path
}

pub fn any(chance: &mut Chance, number: u64) -> String {
    match chance.below(10) {
        0 => format!("/{}", encoded(chance)),
        1 => (*chance.pick(&ELSEWHERE)).into(),
        2 => format!("{}/{}", chance.pick(&ELSEWHERE), encoded(chance)),
        3 => format!("/static/{}{}", "../".repeat(chance.below(9)), encoded(chance)),
        _ => {
            let route = *chance.pick(&ROUTES);
            let path = filled(chance, route, number);
            if chance.one_in(12) { format!("{path}/") } else { path }
        }
    }
}

fn query(chance: &mut Chance) -> String {
    let count = if chance.one_in(30) { 300 } else { 1 + chance.below(4) };
    let mut pairs = (0..count).map(|_| match chance.below(12) {
        0 => encoded(chance),
        1 => format!("{}[]={}", chance.word(PARAMETERS), encoded(chance)),
        2 => "&&==&".into(),
        _ => format!("{}={}", chance.word(PARAMETERS), encoded(chance).replace(['/', ';'], "")),
    });
    let first = pairs.next().unwrap_or_default();
    pairs.fold(format!("?{first}"), |all, pair| all + "&" + &pair)
}

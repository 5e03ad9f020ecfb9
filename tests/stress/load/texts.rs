//! Published careers with hostile texts: every address of them answers soon, with little, and without delaying others.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use metier::models::user::Role;

use super::{alone, slack};
use crate::hostile::addresses::ROUTES;
use crate::hostile::connection::Connection;
use crate::hostile::requests::Request;
use crate::meanwhile;
use crate::support::{Running, TestDb, entry, metier, save, session_cookie, slug};

/// Names of hostile texts, and what they repeat.
pub const HOSTILE: [(&str, &str); 16] = [
    ("quotes", ">"),
    ("spaced-quotes", "> "),
    ("lists", "- "),
    ("numbers", "1. "),
    ("emphases", "*a "),
    ("runs", "*_"),
    ("stars", "**a*b"),
    ("brackets", "["),
    ("links", "[a](/b) "),
    ("images", "![a](b)"),
    ("references", "[a]: /b\n\n[a]"),
    ("tables", "|a|b\n|-|-\n"),
    ("entities", "&amp;&lt;&quot;"),
    ("signs", "<&\"'>"),
    ("tags", "<b><i>"),
    ("ticks", "`a``b"),
];
const LENGTH: usize = 20_000;
/// How much larger an answer may be than the texts of the career; and the size of an empty page, in bytes.
const TIMES: usize = 12;
const EMPTY: usize = 60_000;
const PATIENCE: Duration = Duration::from_millis(500);
const PROBED: Duration = Duration::from_millis(250);

on_both!(hostile_texts_cost_little_at_every_address);
fn hostile_texts_cost_little_at_every_address(db: TestDb) {
    let _alone = alone();
    let careers = HOSTILE.map(|(name, part)| {
        let text = part.repeat(LENGTH / part.len());
        let mut career = entry(name);
        career.profile.slug = slug(name);
        career.profile.summary.clone_from(&text);
        career.profile.responsibilities = vec![text.chars().take(500).collect()];
        career
    });
    // As if an older version or a backup had stored them: the form refuses some.
    save(&db.db, &careers).unwrap();
    let cookie = session_cookie(&db, Role::Admin);
    let server = Running::start(metier(&db).env("METIER_RATE_LIMIT", "0").env("METIER_PAGE_CACHE", "0"));
    let longest = Mutex::new(Duration::ZERO);
    let probe = || {
        let asked = Instant::now();
        assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
        let mut longest = longest.lock().unwrap();
        *longest = longest.max(asked.elapsed());
    };
    meanwhile([probe], || {
        let mut connection = Connection::new(&server.address);
        for (id, (name, _)) in (1..).zip(HOSTILE) {
            for route in ROUTES.iter().filter(|route| is_of_career(route)) {
                let path = route.replace("{slug}", name).replace("{id}", &format!("{id}"));
                let path = path.replace("{number}", "1");
                let asked = Instant::now();
                let answers = connection.send(&Request::visit(&path, &format!("Cookie: {cookie}\r\n")));
                let answer = &answers.unwrap_or_else(|why| panic!("{path}: {why}"))[0];
                let (took, length) = (asked.elapsed(), answer.body.len());
                assert!(answer.status < 500, "{path}: {}", answer.status);
                assert!(length < TIMES * LENGTH + EMPTY, "{path} has {length} bytes");
                assert!(took < PATIENCE * slack(), "{path} takes {took:?}");
            }
        }
    });
    let longest = *longest.lock().unwrap();
    assert!(longest < PROBED * slack(), "/healthz takes {longest:?}");
}

fn is_of_career(route: &str) -> bool {
    ["/careers/{slug}", "/admin/careers/{id}", "/c/{id}"].iter().any(|start| route.starts_with(start))
}

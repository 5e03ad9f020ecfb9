//! Every address that the site publishes for machines is absolute and answers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::common::{canonical, edited, json, store_full_and_bare, store_starter};
use crate::pages::structured;
use crate::support::{Answer, HOSTILE, TestDb, Visitor, save};

const BASE: &str = "https://careers.example";

/// Well-known addresses, where the crawl starts.
const KNOWN: [&str; 6] =
    ["/", "/openapi.json", "/sitemap.xml", "/robots.txt", "/careers.json", "/careers.csv"];

/// The media type of an answer, without parameters.
fn kind(answer: &Answer) -> &str {
    answer.header("content-type").split(';').next().unwrap()
}

/// The paths of the absolute addresses of this site in an answer.
fn named(answer: &Answer) -> BTreeSet<String> {
    let links = answer.headers.get_all("link").map(|link| link.to_str().unwrap());
    let all = links.chain([answer.body.as_str()]).collect::<Vec<_>>().join("\n");
    let escaped =
        [("&#34;", "\""), ("&quot;", "\""), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&"), ("&amp;", "&")];
    let all = escaped.iter().fold(all, |all, (escaped, sign)| all.replace(escaped, sign));
    let ends = |c: char| c.is_whitespace() || "\"'<>)\\,`#".contains(c);
    let paths = all.split(BASE).skip(1).map(|rest| rest.split(ends).next().unwrap());
    let paths = paths.filter(|path| path.is_empty() || path.starts_with('/'));
    paths.map(|path| if path.is_empty() { "/".into() } else { path.to_owned() }).collect()
}

/// The values in an answer that must be absolute addresses.
fn absolute(answer: &Answer) -> Vec<String> {
    let mut all = Vec::new();
    match kind(answer) {
        "text/html" => {
            all.extend(answer.attributes("link[rel=canonical], link[rel=alternate]", "href"));
            all.extend(answer.attributes("meta[property='og:url'], meta[property='og:image']", "content"));
            addresses(&structured::document(answer).unwrap_or_default(), &mut all);
        }
        "application/json" => addresses(&json(answer), &mut all),
        "application/atom+xml" => all = answer.attributes("link", "href"),
        _ => {}
    }
    all
}

/// Collects the values of members that hold addresses, at any depth.
fn addresses(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str() {
                    Some(text) if matches!(name.as_str(), "@id" | "url" | "item" | "address") => {
                        found.push(text.into())
                    }
                    _ => addresses(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| addresses(value, found)),
        _ => {}
    }
}

on_both!(async every_address_for_machines_is_absolute_and_answers);
async fn every_address_for_machines_is_absolute_and_answers(db: TestDb) {
    store_starter(&db);
    store_full_and_bare(&db);
    save(&db.db, &[edited("Hostile", |profile| profile.title = HOSTILE.into())]).unwrap();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut next = BTreeSet::from(KNOWN.map(String::from));
    while !next.is_empty() {
        let paths: Vec<String> = next.into_iter().collect();
        next = BTreeSet::new();
        for (path, answer) in paths.iter().zip(Visitor::new(&db).get_all(&paths).await) {
            seen.insert(path.clone());
            if path.starts_with("/c/") {
                assert_eq!(answer.status, 307, "{path}");
                next.insert(answer.header("location").to_owned());
                continue;
            }
            assert_eq!(answer.status, 200, "{path}");
            *kinds.entry(kind(&answer).to_owned()).or_default() += 1;
            for address in absolute(&answer) {
                let is_absolute = address.starts_with("https://") || address.starts_with("http://");
                assert!(is_absolute, "{path}: {address}");
            }
            let canonical = canonical(&answer);
            if kind(&answer) == "text/html" && !canonical.is_empty() {
                // The canonical address of a card is its career's page.
                let page = path.strip_suffix("/card").unwrap_or(path);
                assert_eq!(canonical, format!("{BASE}{page}"), "{path}");
            }
            next.extend(named(&answer));
        }
        next.retain(|path| !seen.contains(path));
    }
    let least = [
        ("application/atom+xml", 9),
        ("application/json", 18),
        ("application/xml", 2),
        ("image/png", 8),
        ("text/csv", 1),
        ("text/html", 30),
        ("text/markdown", 8),
        ("text/plain", 1),
    ];
    for (kind, least) in least {
        assert!(kinds.get(kind).is_some_and(|count| *count >= least), "{kind}: {kinds:?}");
    }
}

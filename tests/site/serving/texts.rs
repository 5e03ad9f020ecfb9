//! Compression of every text that the site sends, cached or not, and validators of what is too long to be cached.

use std::collections::BTreeSet;

use metier::models::user::Role::Admin;

use super::forms::{ask, plain_text};
use crate::support::careers::load;
use crate::support::{TestDb, Visitor, all_routes, entry, full, prepare, save};

/// In bytes. Shorter texts fit into one packet anyway.
const PACKET: usize = 1_400;

/// Routes whose texts may be sent uncompressed, and why.
const UNCOMPRESSED: [(&str, &str); 0] = [];

/// Addresses whose text must be long enough here for the test to mean something.
const LONG: &[&str] = &[
    "/admin/audit",
    "/admin/audit.csv",
    "/admin/careers",
    "/admin/careers/{id}/edit",
    "/admin/users",
    "/careers",
    "/careers.csv",
    "/careers.json",
    "/careers/{slug}",
    "/openapi.json",
    "/search",
    "/sign-in",
    "/sitemaps/{n}.xml",
];

/// Saves careers, and returns the id of the first.
fn fill(db: &TestDb) -> i64 {
    prepare(&db.db);
    let others = (0..20).map(|n| entry(&format!("Clerk of the kind {n}")));
    let all: Vec<_> = [full("Clerk", "clerk")].into_iter().chain(others).collect();
    save(&db.db, &all).unwrap();
    let clerk = (1..).find(|id| load(&db.db, *id).profile.slug.as_str() == "clerk");
    clerk.unwrap()
}

on_both!(async every_long_text_is_compressed);
async fn every_long_text_is_compressed(db: TestDb) {
    let id = fill(&db).to_string();
    let visitor = Visitor::signed_in(&db, Admin);
    let mut wrong = Vec::new();
    let mut long = BTreeSet::new();
    for route in all_routes() {
        let path = route.replace("{id}", &id).replace("{slug}", "clerk");
        let path = path.replace("{n}", "1").replace("{number}", "1").replace("{", "").replace("}", "");
        let plain = ask(&visitor, &path, "identity").await;
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        let is_text = ["text/", "json", "xml"].iter().any(|kind| plain.header("content-type").contains(kind));
        if !is_text || plain.bytes.len() <= PACKET {
            continue;
        }
        long.insert(route);
        for coding in ["gzip", "br"] {
            let packed = ask(&visitor, &path, coding).await;
            assert_eq!(
                (packed.status, packed.header("vary")),
                (plain.status, plain.header("vary")),
                "{path}"
            );
            if packed.header("content-encoding") == coding {
                assert!(packed.bytes.len() < plain.bytes.len() / 2, "{path}: {}", packed.bytes.len());
                plain_text(&packed);
            } else {
                wrong.push((route, coding));
            }
        }
        assert_eq!(plain.header("vary"), "accept-encoding", "{path}");
    }
    wrong.retain(|(route, _)| !UNCOMPRESSED.iter().any(|(listed, _)| listed == route));
    assert_eq!(wrong, []);
    let short: Vec<_> = LONG.iter().filter(|route| !long.contains(*route)).copied().collect();
    assert_eq!(short, [""; 0], "too short here to be compressed");
}

/// Public addresses whose answers are too long to be cached.
const STREAMED: [&str; 2] = ["/careers.csv", "/sitemaps/1.xml"];

on_both!(async long_tables_and_site_maps_are_the_same_in_every_encoding);
async fn long_tables_and_site_maps_are_the_same_in_every_encoding(db: TestDb) {
    fill(&db);
    let admin = Visitor::signed_in(&db, Admin);
    for path in STREAMED.into_iter().chain(["/admin/audit.csv"]) {
        let plain = ask(&admin, path, "").await;
        for (accepted, coding) in
            [("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br, zstd", "gzip"), ("zstd", "")]
        {
            let answer = ask(&admin, path, accepted).await;
            assert_eq!(answer.header("content-encoding"), coding, "{path} {accepted}");
            assert!(plain_text(&answer) == plain.bytes, "{path} {accepted}");
        }
    }
}

on_both!(async long_tables_and_site_maps_are_sent_again_only_after_a_change);
async fn long_tables_and_site_maps_are_sent_again_only_after_a_change(db: TestDb) {
    fill(&db);
    let visitor = Visitor::new(&db);
    for (n, path) in STREAMED.into_iter().enumerate() {
        let first = visitor.get(path).await;
        let tag = first.header("etag").to_owned();
        assert_eq!(
            ask(&visitor, path, "gzip").await.header("etag"),
            tag,
            "{path}: a weak tag is of all forms"
        );
        let strong = tag.trim_start_matches("W/");
        for known in [&tag[..], strong, &format!("\"x\", {tag}"), "*"] {
            let again = visitor.get_with(path, ("If-None-Match", known)).await;
            assert_eq!((again.status, again.bytes.len()), (304, 0), "{path} {known}");
            for name in ["etag", "vary", "cache-control"] {
                assert_eq!(again.header(name), first.header(name), "{path} {known} {name}");
            }
        }
        assert_eq!(visitor.get_with(path, ("If-None-Match", "\"x\"")).await.status, 200);
        visitor.clock().advance(86_400);
        assert_eq!(visitor.get_with(path, ("If-None-Match", &tag)).await.status, 200, "on the next day");
        let tag = visitor.get(path).await.header("etag").to_owned();
        save(&db.db, &[entry(&format!("Baker {n}"))]).unwrap();
        let changed = visitor.get_with(path, ("If-None-Match", &tag)).await;
        assert_eq!(changed.status, 200, "{path}");
        assert!(changed.body.contains(&format!("baker-{n}")), "{path}");
    }
}

//! Conditional requests and cache headers.

use actix_web::test::TestRequest;

use crate::support::{TestDb, Visitor, entry, save};

on_both!(async a_matching_tag_answers_304);
async fn a_matching_tag_answers_304(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    for path in ["/careers/clerk", "/careers/clerk/card.png"] {
        matches_its_tags(&db, path).await;
    }
}

async fn matches_its_tags(db: &TestDb, path: &str) {
    let visitor = Visitor::new(db);
    let plain = visitor.get(path).await;
    let small = Visitor::new(db).get_with(path, ("Accept-Encoding", "br")).await;
    let (tag, of_small) = (plain.header("etag"), small.header("etag"));
    let is_compressed = small.header("content-encoding") == "br";
    assert!(tag.starts_with('"') && (tag != of_small) == is_compressed, "{tag} {of_small}");
    let list = format!("\"x\", W/{tag}");
    for known in [tag, of_small, &list, "*"] {
        let answer = visitor.get_with(path, ("If-None-Match", known)).await;
        assert_eq!((answer.status, answer.bytes.len()), (304, 0), "{known}");
        for name in ["etag", "vary", "cache-control", "last-modified"] {
            assert_eq!(answer.header(name), plain.header(name), "{known}");
        }
    }
    let shortened = &tag[..tag.len() - 2];
    for unknown in ["\"x\"", "", tag.trim_matches('"'), shortened] {
        let answer = visitor.get_with(path, ("If-None-Match", unknown)).await;
        assert_eq!((answer.status, &answer.bytes), (200, &plain.bytes), "{unknown}");
    }
}

on_both!(async modification_times_count_only_without_a_tag);
async fn modification_times_count_only_without_a_tag(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    let made = visitor.get("/careers/clerk").await.header("last-modified").to_owned();
    let (future, past) = ("Fri, 01 Jan 2100 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT");
    for (since, status) in [(&made[..], 304), (future, 200), (past, 200), ("yesterday", 200)] {
        let answer = visitor.get_with("/careers/clerk", ("If-Modified-Since", since)).await;
        assert_eq!(answer.status, status, "{since}");
    }
    let request = TestRequest::with_uri("/careers/clerk").insert_header(("If-Modified-Since", made));
    assert_eq!(visitor.send(request.insert_header(("If-None-Match", "\"x\""))).await.status, 200);
}

on_both!(async browsers_revalidate_pages_and_shared_caches_keep_them_for_seconds);
async fn browsers_revalidate_pages_and_shared_caches_keep_them_for_seconds(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    for path in [
        "/",
        "/careers",
        "/skills",
        "/about",
        "/careers/clerk",
        "/careers/clerk/pay",
        "/careers/clerk.json",
        "/careers/clerk/card.png",
        "/search?q=clerk",
        "/compare?c=clerk",
    ] {
        for answer in [visitor.get(path).await, visitor.get(path).await] {
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.header("cache-control"), "public, max-age=0, s-maxage=5", "{path}");
            assert_eq!(answer.header("cdn-cache-control"), "max-age=5, stale-while-revalidate=60", "{path}");
            assert!(!answer.header("content-security-policy").is_empty(), "{path}");
            assert!(!answer.header("last-modified").is_empty(), "{path}");
        }
    }
    let suggestions = visitor.get("/search/suggest?q=clerk").await;
    assert_eq!(suggestions.header("cache-control"), "no-cache");
    assert_eq!(visitor.get("/careers/nobody").await.header("cache-control"), "no-store");
}

//! The rate limit.

use metier::models::user::Role;

use crate::support::{Answer, TestDb, Visitor, entry, save};

const SEARCH: &str = "/search?q=clerk";

/// Sends requests until one is refused. Returns how many passed, and the refusal.
async fn exhaust(visitor: &Visitor<'_>, path: &str) -> (usize, Answer) {
    let between = if path.contains('?') { '&' } else { '?' };
    for passed in 0..1_000 {
        // The unknown parameter bypasses the page cache.
        let answer = visitor.get(&format!("{path}{between}n={passed}")).await;
        if answer.status != 200 {
            return (passed, answer);
        }
    }
    panic!("{path} is never refused");
}

on_both!(async a_client_over_the_rate_limit_is_told_when_to_retry);
async fn a_client_over_the_rate_limit_is_told_when_to_retry(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db).with_limits(1, 10);
    let (passed, refused) = exhaust(&visitor, SEARCH).await;
    assert!(passed >= 10, "a burst of ten seconds’ worth passes: {passed}");
    assert_eq!((refused.status, refused.header("cache-control")), (429, "no-store"));
    assert_eq!(refused.text("h1"), "Too many requests");
    assert_eq!(visitor.beside().get(SEARCH).await.status, 200, "others aren’t affected");
    assert_eq!(refused.header("retry-after"), "1");
    visitor.clock().advance(1);
    assert_eq!(visitor.get(SEARCH).await.status, 200);
}

on_both!(async costly_requests_count_and_cached_pages_do_not);
async fn costly_requests_count_and_cached_pages_do_not(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db).with_limits(1, 10);
    visitor.sign_in_as(Role::Admin);
    assert_eq!(visitor.get("/careers").await.status, 200);
    for path in [
        SEARCH,
        "/search/suggest?q=clerk",
        "/careers/clerk/card.png",
        "/careers.csv",
        "/oembed?url=https://careers.example/careers/clerk",
        "/compare?with=clerk",
        "/careers?letter=c",
        "/careers.json",
        "/sitemaps/1.xml",
        "/admin/quality",
        "/admin/audit.csv",
    ] {
        let (_, refused) = exhaust(&visitor, path).await;
        let wait: u64 = refused.header("retry-after").parse().unwrap();
        assert!(refused.status == 429 && (1..=5).contains(&wait), "{path}: {wait}");
        for free in ["/careers", "/careers/clerk", "/about"] {
            assert_eq!(visitor.get(free).await.status, 200, "{free}");
        }
    }
}

on_both!(async pages_that_take_long_count_as_several);
async fn pages_that_take_long_count_as_several(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let passed = async |path| exhaust(&Visitor::new(&db).with_limits(1, 10), path).await.0;
    assert!(passed("/careers/clerk/card.png").await < 5 && passed(SEARCH).await >= 10);
}

on_both!(async only_trusted_proxies_set_the_client_address);
async fn only_trusted_proxies_set_the_client_address(db: TestDb) {
    let mut liar = Visitor::new(&db).with_limits(1, 10);
    exhaust(&liar, SEARCH).await;
    liar.claimed = "198.51.100.9".into();
    let (passed, _) = exhaust(&liar, SEARCH).await;
    assert!(passed < 10, "the claimed address is believed: {passed}");
    let proxied = Visitor::behind_proxy(&db).with_limits(1, 10);
    exhaust(&proxied, SEARCH).await;
    let (passed, _) = exhaust(&proxied.beside(), SEARCH).await;
    assert!(passed >= 10, "another client behind the same proxy: {passed}");
}

on_both!(async suggestions_for_unknown_careers_are_searches_and_count);
async fn suggestions_for_unknown_careers_are_searches_and_count(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db).with_limits(1, 10);
    let suggested = async || {
        let missing = visitor.get("/careers/senior-clerk").await;
        assert_eq!(missing.status, 404);
        missing.attributes("main a[href='/careers/clerk']", "href").len()
    };
    assert!(suggested().await > 0);
    for _ in 0..20 {
        suggested().await;
    }
    assert_eq!(suggested().await, 0);
    assert_eq!(visitor.get("/careers/clerk").await.status, 200, "known careers are free");
}

on_both!(async long_addresses_are_refused_before_anything_is_done_with_them);
async fn long_addresses_are_refused_before_anything_is_done_with_them(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    let long = "clerk-".repeat(10_000);
    let before = db.db.queries();
    for path in ["/careers/", "/careers/clerk?n=", "/search?q=", "/admin?", "/c/", "/nowhere/"] {
        let refused = visitor.get(&format!("{path}{long}")).await;
        assert_eq!(
            (refused.status, refused.text("h1").as_str()),
            (414, "This address is too long"),
            "{path}"
        );
    }
    assert_eq!(db.db.queries(), before);
    assert_eq!(visitor.get(&format!("/careers/{}", &long[..1_500])).await.status, 404);
}

//! The page cache: what it holds, and for how long.

use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;
use futures_util::future::join_all;
use metier::db::{Db, DbError};

use crate::common::{get, summarised, withdrawn};
use crate::support::{TestDb, Visitor, entry, save};

on_both!(async a_page_is_rendered_once);
async fn a_page_is_rendered_once(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    for path in ["/", "/careers", "/careers/clerk", "/careers/clerk.json", "/careers/clerk/card.png"] {
        let before = db.db.queries();
        let all = join_all((0..8).map(|_| visitor.get(path))).await;
        let made = db.db.queries() - before;
        let again = visitor.get(path).await;
        assert_eq!(db.db.queries() - before, made, "{path} was rendered again");
        for answer in all.iter().chain([&again]) {
            assert_eq!((answer.status, &answer.bytes), (200, &all[0].bytes), "{path}");
        }
        let before = db.db.queries();
        get(&db, path).await;
        assert!(made <= db.db.queries() - before, "{path} was rendered more than once");
    }
}

on_both!(async a_change_or_withdrawal_shows_at_once);
async fn a_change_or_withdrawal_shows_at_once(db: TestDb) {
    save(&db.db, &[summarised("Clerk", "Files things."), entry("Actuary")]).unwrap();
    let visitor = Visitor::new(&db);
    let before = visitor.get("/careers/clerk").await;
    save(&db.db, &[summarised("Clerk", "Files everything.")]).unwrap();
    let after = visitor.get("/careers/clerk").await;
    assert!(before.body.contains("Files things.") && after.body.contains("Files everything."));
    assert_ne!(before.header("etag"), after.header("etag"));
    save(&db.db, &[withdrawn(entry("Clerk"))]).unwrap();
    assert_eq!(visitor.get("/careers/clerk").await.status, 410);
}

on_both!(async an_unchanged_page_keeps_its_validators);
async fn an_unchanged_page_keeps_its_validators(db: TestDb) {
    save(&db.db, &[summarised("Clerk", "Files things."), entry("Actuary")]).unwrap();
    let visitor = Visitor::new(&db);
    let before = visitor.get("/careers/actuary").await;
    sleep(Duration::from_millis(1_100)).await;
    save(&db.db, &[summarised("Clerk", "Files everything.")]).unwrap();
    let asked = db.db.queries();
    let after = visitor.get("/careers/actuary").await;
    assert!(db.db.queries() > asked, "it wasn’t rendered again");
    for name in ["etag", "last-modified"] {
        assert_eq!(before.header(name), after.header(name));
    }
}

on_both!(async a_change_or_restore_by_another_process_shows_within_a_second);
async fn a_change_or_restore_by_another_process_shows_within_a_second(db: TestDb) {
    save(&db.db, &[summarised("Clerk", "Files things.")]).unwrap();
    let visitor = Visitor::new(&db);
    visitor.get("/careers/clerk").await;
    let other = Db::open(&db.url, |_| Ok::<(), DbError>(())).unwrap();
    let watch = db.db.watch().unwrap();
    save(&other, &[summarised("Clerk", "Files everything.")]).unwrap();
    shows(&visitor, "Files everything.").await;
    drop(watch);
    // A restored backup has an earlier version.
    save(&other, &[summarised("Clerk", "Filed things.")]).unwrap();
    db.run("UPDATE content_version SET version = version - 100");
    let _watch = db.db.watch().unwrap();
    shows(&visitor, "Filed things.").await;
}

/// Waits for at most a second until the page contains a text.
async fn shows(visitor: &Visitor<'_>, text: &str) {
    let since = Instant::now();
    while !visitor.get("/careers/clerk").await.body.contains(text) {
        assert!(since.elapsed() < Duration::from_secs(1), "the page hasn’t changed");
        sleep(Duration::from_millis(10)).await;
    }
}

on_both!(async pages_are_cached_only_under_their_canonical_address);
async fn pages_are_cached_only_under_their_canonical_address(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    let own = visitor.get("/careers/clerk").await;
    for path in ["/careers/clerk?utm_source=x", "/careers/%63lerk", "/careers/nobody", "/search?q=clerk"] {
        visitor.get(path).await;
        let before = db.db.queries();
        let again = visitor.get(path).await;
        assert!(db.db.queries() > before, "{path} is cached");
        assert!(again.status == 404 || path.starts_with("/search") || again.body == own.body, "{path}");
    }
    // It is the same page, so it has the same tag.
    assert_eq!(visitor.get("/careers/clerk?utm_source=x").await.header("etag"), own.header("etag"));
}

on_both!(async a_page_is_rendered_again_on_the_next_day);
async fn a_page_is_rendered_again_on_the_next_day(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    visitor.get("/careers/clerk").await;
    let before = db.db.queries();
    visitor.get("/careers/clerk").await;
    assert_eq!(db.db.queries(), before, "it isn’t cached");
    visitor.clock().advance(86_400);
    visitor.get("/careers/clerk").await;
    assert!(db.db.queries() > before, "it is still yesterday’s");
}

//! What is kept of pages, and for how long.

use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;
use diesel::{RunQueryDsl, sql_query};
use futures_util::future::join_all;
use metier::db::{Db, Error};

use crate::support::{TestDb, Visitor, entry, save};

/// A career with a summary of its own.
fn said(summary: &str) -> metier::models::snapshot::Snapshot {
    let mut clerk = entry("Clerk");
    clerk.profile.summary = summary.into();
    clerk
}

on_both!(async a_page_is_made_once);
async fn a_page_is_made_once(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    for path in ["/", "/careers", "/careers/clerk", "/careers/clerk.json", "/careers/clerk/card.png"] {
        let before = db.db.queries();
        let all = join_all((0..8).map(|_| visitor.get(path))).await;
        let made = db.db.queries() - before;
        let again = visitor.get(path).await;
        assert_eq!(db.db.queries() - before, made, "{path} is read again");
        assert!(
            all.iter().chain([&again]).all(|answer| answer.status == 200 && answer.bytes == all[0].bytes)
        );
        let alone = Visitor::new(&db);
        let before = db.db.queries();
        alone.get(path).await;
        assert!(made <= db.db.queries() - before, "{path} is made more than once");
    }
}

on_both!(async a_change_shows_at_once);
async fn a_change_shows_at_once(db: TestDb) {
    save(&db.db, &[said("Files things."), entry("Actuary")]).unwrap();
    let visitor = Visitor::new(&db);
    let before = visitor.get("/careers/clerk").await;
    save(&db.db, &[said("Files everything.")]).unwrap();
    let after = visitor.get("/careers/clerk").await;
    assert!(before.body.contains("Files things.") && after.body.contains("Files everything."));
    assert_ne!(before.header("etag"), after.header("etag"));
}

on_both!(async what_a_change_leaves_as_it_was_stays_valid);
async fn what_a_change_leaves_as_it_was_stays_valid(db: TestDb) {
    save(&db.db, &[said("Files things."), entry("Actuary")]).unwrap();
    let visitor = Visitor::new(&db);
    let before = visitor.get("/careers/actuary").await;
    sleep(Duration::from_millis(1_100)).await;
    save(&db.db, &[said("Files everything.")]).unwrap();
    let asked = db.db.queries();
    let after = visitor.get("/careers/actuary").await;
    assert!(db.db.queries() > asked, "it wasn’t made anew");
    for name in ["etag", "last-modified"] {
        assert_eq!(before.header(name), after.header(name));
    }
}

on_both!(async a_change_by_another_process_shows_within_a_second);
async fn a_change_by_another_process_shows_within_a_second(db: TestDb) {
    save(&db.db, &[said("Files things.")]).unwrap();
    let visitor = Visitor::new(&db);
    visitor.get("/careers/clerk").await;
    let other = Db::open(&db.url, |_| Ok::<(), Error>(())).unwrap();
    let _watch = db.db.watch().unwrap();
    save(&other, &[said("Files everything.")]).unwrap();
    shows(&visitor, "Files everything.").await;
}

on_both!(async a_back_up_that_was_put_in_place_shows_within_a_second);
async fn a_back_up_that_was_put_in_place_shows_within_a_second(db: TestDb) {
    save(&db.db, &[said("Files things.")]).unwrap();
    let visitor = Visitor::new(&db);
    visitor.get("/careers/clerk").await;
    let other = Db::open(&db.url, |_| Ok::<(), Error>(())).unwrap();
    save(&other, &[said("Filed things.")]).unwrap();
    let earlier = "UPDATE content_version SET version = version - 100";
    other.write_now(|conn| Ok::<_, Error>(sql_query(earlier).execute(conn)?)).unwrap();
    let _watch = db.db.watch().unwrap();
    shows(&visitor, "Filed things.").await;
}

/// Waits, for a second at most, until a page says something.
async fn shows(visitor: &Visitor<'_>, text: &str) {
    let since = Instant::now();
    while !visitor.get("/careers/clerk").await.body.contains(text) {
        assert!(since.elapsed() < Duration::from_secs(1), "it is still as it was");
        sleep(Duration::from_millis(10)).await;
    }
}

on_both!(async pages_are_kept_under_their_own_address_alone);
async fn pages_are_kept_under_their_own_address_alone(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    let own = visitor.get("/careers/clerk").await;
    for path in ["/careers/clerk?utm_source=x", "/careers/%63lerk", "/careers/nobody", "/search?q=clerk"] {
        visitor.get(path).await;
        let before = db.db.queries();
        let again = visitor.get(path).await;
        assert!(db.db.queries() > before, "{path} is kept");
        assert!(again.status == 404 || path.starts_with("/search") || again.body == own.body, "{path}");
    }
    // It is the same page, and is called the same.
    assert_eq!(visitor.get("/careers/clerk?utm_source=x").await.header("etag"), own.header("etag"));
}

on_both!(async what_is_withdrawn_is_gone_at_once);
async fn what_is_withdrawn_is_gone_at_once(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db);
    assert_eq!(visitor.get("/careers/clerk").await.status, 200);
    let mut gone = entry("Clerk");
    gone.status = metier::models::career::Status::Withdrawn;
    save(&db.db, &[gone]).unwrap();
    assert_eq!(visitor.get("/careers/clerk").await.status, 410);
}

on_both!(async a_page_is_made_again_on_the_next_day);
async fn a_page_is_made_again_on_the_next_day(db: TestDb) {
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

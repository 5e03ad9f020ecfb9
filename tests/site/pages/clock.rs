//! The whole site uses one clock.

use metier::models::user::Role;
use metier::profile::Pay;
use metier::profile::confidence::Evidence;

use crate::common::{edited, get};
use crate::support::{TestDb, Visitor, pay, prepare, save};

/// More than the 36 months for which pay reports count.
const YEARS: i64 = 4 * 365 * 24 * 60 * 60;

on_both!(async the_whole_site_uses_one_clock);
async fn the_whole_site_uses_one_clock(db: TestDb) {
    prepare(&db.db);
    let visitor = Visitor::signed_in(&db, Role::Editor);
    let today = visitor.clock().today();
    let evidence = Some(Evidence::Reports { count: 400, newest: today });
    let pay = Pay { evidence, ..pay() };
    save(&db.db, &[edited("Baker", |profile| profile.pay = vec![pay])]).unwrap();
    let today = today.to_string();
    let job = [
        ("career", "baker"),
        ("title", "Night Baker"),
        ("employer", "Quillhaven"),
        ("posted_on", today.as_str()),
        ("expires_on", today.as_str()),
        ("url", "https://jobs.example/1"),
        ("currency", "USD"),
        ("period", "year"),
    ];
    assert_eq!(visitor.post("/admin/jobs/new", &job).await.status, 303);
    let links = "/admin/careers/1/preview-links";
    let version = visitor.get(links).await.attributes("main [name=version]", "value").remove(0);
    let made = visitor.post(links, &[("version", &version), ("days", "7")]).await;
    let link = made.attributes(".desk-copy", "value").remove(0);
    let link = link.strip_prefix("https://careers.example").unwrap();

    // Asks another instance, since each has its own page cache.
    let pages = ["", "/pay", "/jobs", ".json"].map(|page| format!("/careers/baker{page}"));
    let is_open = |body: &str| body.contains("Night Baker");
    let is_trusted = |body: &str| body.contains("Very confident") || body.contains("very_confident");
    for (page, before) in pages.iter().zip([(true, true), (false, true), (true, false), (true, true)]) {
        let body = get(&db, page).await.body;
        assert_eq!((is_open(&body), is_trusted(&body)), before, "{page}");
    }
    assert_eq!(visitor.get(link).await.status, 200);
    assert_eq!(visitor.get("/admin/careers").await.status, 200);

    visitor.clock().advance(YEARS);
    for page in &pages {
        let answer = visitor.get(page).await;
        assert_eq!(answer.status, 200, "{page}");
        assert!(!is_open(&answer.body), "{page} shows a job that has closed");
        assert!(!is_trusted(&answer.body), "{page} trusts old figures");
    }
    assert_eq!(visitor.get(link).await.status, 404, "the preview has expired");
    assert_ne!(visitor.get("/admin/careers").await.status, 200, "the session has ended");
}

//! The in-flight limit.

use futures_util::future::join_all;

use crate::support::{TestDb, Visitor, entry, save};

on_both!(async requests_over_the_in_flight_limit_are_refused_at_once);
async fn requests_over_the_in_flight_limit_are_refused_at_once(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db).with_limits(0, 1);
    let about = visitor.get("/about").await;
    let style = about.attributes("link[rel=stylesheet]", "href").remove(0);
    let before = db.db.queries();
    assert_eq!(visitor.get("/search?q=clerk").await.status, 200);
    let one = db.db.queries() - before;
    let paths = ["/search?q=clerk", "/search?q=clerk", "/admin", "/nowhere", "/about", &style];
    for _ in 0..200 {
        let before = db.db.queries();
        let answers = join_all(paths.map(|path| visitor.get(path))).await;
        if answers[1].status == 200 {
            // The first request was done before the second began: try again.
            continue;
        }
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, [200, 503, 503, 503, 200, 200], "cached pages and files are sent");
        assert_eq!(db.db.queries() - before, one, "refused requests run no queries");
        for refused in &answers[1..4] {
            assert_eq!((refused.header("retry-after"), refused.header("cache-control")), ("2", "no-store"));
            assert_eq!(refused.text("h1"), "The site is busy");
        }
        assert_eq!(visitor.get("/search?q=clerk").await.status, 200, "the slot is free again");
        return;
    }
    panic!("the limit was never reached");
}

on_both!(async a_form_over_the_in_flight_limit_is_answered_as_not_stored);
async fn a_form_over_the_in_flight_limit_is_answered_as_not_stored(db: TestDb) {
    let visitor = Visitor::new(&db).with_limits(0, 0);
    let answer = visitor.post("/sign-in", &[("email", "a@example.org")]).await;
    assert_eq!((answer.status, answer.text("h1").as_str()), (503, "This hasn’t been saved"));
    assert!(answer.body.contains("Go back in your browser"), "{}", answer.body);
    assert!(!answer.body.contains("a@example.org"), "nothing was read for it");
}

//! Requests that come while as much is being done as can be.

use futures_util::future::join_all;

use crate::support::{TestDb, Visitor, entry, save};

on_both!(async where_there_is_no_place_one_is_told_at_once);
async fn where_there_is_no_place_one_is_told_at_once(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db).with_limits(0, 1);
    let style = visitor.get("/about").await.attributes("link[rel=stylesheet]", "href").remove(0);
    let before = db.db.queries();
    assert_eq!(visitor.get("/search?q=clerk").await.status, 200);
    let one = db.db.queries() - before;
    // The first has the place until the database has answered it, which it hasn't when the last begins.
    let paths = ["/search?q=clerk", "/search?q=clerk", "/admin", "/nowhere", "/about", &style];
    let answers = join_all(paths.map(|path| visitor.get(path))).await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [200, 503, 503, 503, 200, 200], "what is kept and files are sent");
    assert_eq!(db.db.queries() - before, 2 * one, "nothing is read for those that are refused");
    for refused in &answers[1..4] {
        assert_eq!(refused.text("h1"), "The site is busy");
        assert_eq!((refused.header("retry-after"), refused.header("cache-control")), ("2", "no-store"));
    }
    assert_eq!(visitor.get("/search?q=clerk").await.status, 200, "the place is free again");
}

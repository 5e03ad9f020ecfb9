//! Requests that come while as much is being done as can be.

use actix_web::test::{TestRequest, call_service, init_service, read_body};
use futures_util::future::join_all;

use crate::support::{TestDb, entry, get, save, shared};

on_both!(async where_there_is_no_place_one_is_told_at_once);
async fn where_there_is_no_place_one_is_told_at_once(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let style = get(&db, "/about").await.attributes("link[rel=stylesheet]", "href").remove(0);
    let app = init_service(metier::app(shared(&db).limited(0, 1))).await;
    let ask = |path| call_service(&app, TestRequest::with_uri(path).to_request());
    assert_eq!(ask("/about").await.status(), 200);
    let before = db.db.queries();
    assert_eq!(ask("/search?q=clerk").await.status(), 200);
    let one = db.db.queries() - before;
    let paths = ["/search?q=clerk", "/search?q=clerk", "/admin", "/nowhere", "/about", &style];
    for _ in 0..20 {
        let before = db.db.queries();
        let mut answers = join_all(paths.map(ask)).await;
        if answers[1].status() == 200 {
            // The database was so quick that the first was done when the second began.
            continue;
        }
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status().as_u16()).collect();
        assert_eq!(statuses, [200, 503, 503, 503, 200, 200], "what is kept and files are sent");
        assert_eq!(db.db.queries() - before, one, "nothing is read for those that are refused");
        for refused in answers.drain(1..4) {
            let header = |name| refused.headers().get(name).unwrap().to_str().unwrap();
            assert_eq!((header("retry-after"), header("cache-control")), ("2", "no-store"));
            let page = read_body(refused).await;
            assert!(String::from_utf8_lossy(&page).contains("The site is busy</h1>"));
        }
        assert_eq!(ask("/search?q=clerk").await.status(), 200, "the place is free again");
        return;
    }
    panic!("there was always a place");
}

on_both!(async a_form_that_finds_no_place_is_said_not_to_be_stored);
async fn a_form_that_finds_no_place_is_said_not_to_be_stored(db: TestDb) {
    let app = init_service(metier::app(shared(&db).limited(0, 0))).await;
    let form = TestRequest::post().uri("/sign-in").insert_header(("sec-fetch-site", "same-origin"));
    let answer = call_service(&app, form.set_form([("email", "a@example.org")]).to_request()).await;
    assert_eq!(answer.status(), 503);
    let page = read_body(answer).await;
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("This has not been stored</h1>") && page.contains("Go back to it"), "{page}");
    assert!(!page.contains("a@example.org"), "nothing was read for it");
}

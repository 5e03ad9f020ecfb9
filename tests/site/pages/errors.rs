//! Error pages, and redirects from other spellings of addresses.

use actix_web::http::Method;
use metier::import::bundle;
use metier::models::career::Status;

use crate::support::{TestDb, Visitor, entry, save};

on_both!(async a_missing_page_answers_404_with_a_search_form);
async fn a_missing_page_answers_404_with_a_search_form(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    for path in
        ["/nope", "/careers/nope", "/careers/nope/pay", "/static/nope.css", "/careers/back-end-developer/x"]
    {
        let page = Visitor::new(&db).get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(page.attributes("main form", "action"), ["/search"], "{path}");
        assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"], "{path}");
    }
    let near = Visitor::new(&db).get("/careers/senior-back-end-engineer").await;
    assert_eq!(near.texts(".career-lines a")[0], "Back End Developer", "found by its alternate title");
}

on_both!(async pages_out_of_range_are_404_and_unknown_parameters_are_ignored);
async fn pages_out_of_range_are_404_and_unknown_parameters_are_ignored(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    for list in ["", "/pay", "/insights", "/interviews", "/jobs"] {
        let page = format!("/careers/back-end-developer{list}");
        assert_eq!(Visitor::new(&db).get(&format!("{page}?colour=red&page_=2")).await.status, 200, "{list}");
        if !list.is_empty() {
            for number in ["2", "0", "-1", "x", "", "99999999999999999999"] {
                assert_eq!(
                    Visitor::new(&db).get(&format!("{page}?page={number}")).await.status,
                    404,
                    "{list} {number}"
                );
            }
        }
    }
    for wrong in
        ["?page=2", "?letter=q&page=2", "?letter=zz", "?letter=%00", "?category=nope", "?category=N%20O"]
    {
        assert_eq!(Visitor::new(&db).get(&format!("/careers{wrong}")).await.status, 404, "{wrong}");
    }
}

on_both!(async other_spellings_of_an_address_redirect_to_it);
async fn other_spellings_of_an_address_redirect_to_it(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let cases = [
        ("/careers/Back-End-Developer", "/careers/back-end-developer"),
        ("/careers/back_end_developer?a=b&c", "/careers/back-end-developer?a=b&c"),
        ("/careers/BACK_END_DEVELOPER/insights?page=1", "/careers/back-end-developer/insights?page=1"),
        ("/careers/back%20end%20developer", "/careers/back-end-developer"),
        ("/careers/back-end-developer/", "/careers/back-end-developer"),
        ("/careers/?letter=b", "/careers?letter=b"),
        ("//other.example/", "/other.example"),
    ];
    for (wrong, right) in cases {
        let answer = Visitor::new(&db).get(wrong).await;
        assert_eq!((answer.status, answer.header("location")), (301, right), "{wrong}");
    }
    assert_eq!(Visitor::new(&db).get("/careers/NO_SUCH").await.status, 404, "there is no such career");
}

on_both!(async a_withdrawn_career_answers_410_and_a_draft_404);
async fn a_withdrawn_career_answers_410_and_a_draft_404(db: TestDb) {
    let (mut gone, mut draft) = (entry("Lamplighter"), entry("Stargazer"));
    (gone.status, draft.status) = (Status::Withdrawn, Status::Draft);
    save(&db.db, &[gone, draft]).unwrap();
    let page = Visitor::new(&db).get("/careers/lamplighter").await;
    assert_eq!(page.status, 410);
    assert_eq!(page.text("h1"), "“Lamplighter” has been withdrawn");
    let page = Visitor::new(&db).get("/careers/stargazer").await;
    assert_eq!(page.status, 404);
    assert!(!page.body.contains("Stargazer"), "a draft stays unseen");
}

on_both!(async other_methods_answer_405);
async fn other_methods_answer_405(db: TestDb) {
    let page = Visitor::new(&db).ask(Method::POST, "/about").await;
    assert_eq!((page.status, page.header("allow")), (405, "GET, HEAD"));
    assert_eq!(page.text("h1"), "This page can only be viewed");
    assert_eq!(Visitor::new(&db).ask(Method::HEAD, "/about").await.status, 200);
    let unknown = Method::from_bytes(b"BREW").unwrap();
    for method in [Method::TRACE, Method::CONNECT, Method::OPTIONS, Method::PUT, unknown] {
        for path in ["/about", "/", "/careers.json", "/sign-in", "/sign-out"] {
            assert_eq!(Visitor::new(&db).ask(method.clone(), path).await.status, 405, "{method} {path}");
        }
    }
}

on_both!(async an_error_page_reveals_no_internals);
async fn an_error_page_reveals_no_internals(db: TestDb) {
    db.run("ALTER TABLE sources RENAME TO lost");
    let page = Visitor::new(&db).get("/about").await;
    assert_eq!(page.status, 500);
    assert_eq!(page.text("h1"), "Something went wrong on our side");
    assert!(!page.body.contains("sources\""), "{}", page.body);
}

on_both!(async a_malformed_query_answers_400);
async fn a_malformed_query_answers_400(db: TestDb) {
    let page = Visitor::new(&db).get("/search?q=a&q=b").await;
    assert_eq!(page.status, 400);
    assert_eq!(page.text("h1"), "The site can’t understand this request");
    assert_eq!(page.attributes("main form", "action"), ["/search"]);
}

//! Error pages, and redirects from other spellings of addresses.

use actix_web::http::Method;

use crate::common::{all_answer, get, redirects, robots, store_starter, unpublished, withdrawn};
use crate::support::{TestDb, Visitor, entry, save};

on_both!(async a_missing_page_answers_404_with_a_search_form);
async fn a_missing_page_answers_404_with_a_search_form(db: TestDb) {
    store_starter(&db);
    for path in
        ["/nope", "/careers/nope", "/careers/nope/pay", "/static/nope.css", "/careers/back-end-developer/x"]
    {
        let page = get(&db, path).await;
        assert_eq!((page.status, robots(&page).as_str()), (404, "noindex"), "{path}");
        assert_eq!(page.attributes("main form", "action"), ["/search"], "{path}");
    }
    let near = get(&db, "/careers/senior-back-end-engineer").await;
    assert_eq!(near.texts(".career-lines a")[0], "Back End Developer", "found by its alternate title");
}

on_both!(async pages_out_of_range_are_404_and_unknown_parameters_are_ignored);
async fn pages_out_of_range_are_404_and_unknown_parameters_are_ignored(db: TestDb) {
    store_starter(&db);
    let career = "/careers/back-end-developer";
    for list in ["", "/pay", "/insights", "/interviews", "/jobs"] {
        all_answer(&db, 200, [format!("{career}{list}?colour=red&page_=2")]).await;
    }
    for list in ["/insights", "/interviews", "/jobs"] {
        let numbers = ["2", "0", "-1", "x", "", "99999999999999999999"];
        all_answer(&db, 404, numbers.map(|number| format!("{career}{list}?page={number}"))).await;
    }
    let wrong = ["page=2", "letter=q&page=2", "letter=zz", "letter=%00", "category=nope", "category=N%20O"];
    all_answer(&db, 404, wrong.map(|query| format!("/careers?{query}"))).await;
}

on_both!(async other_spellings_of_an_address_redirect_to_it);
async fn other_spellings_of_an_address_redirect_to_it(db: TestDb) {
    store_starter(&db);
    for (wrong, right) in [
        ("/careers/Back-End-Developer", "/careers/back-end-developer"),
        ("/careers/back_end_developer?a=b&c", "/careers/back-end-developer?a=b&c"),
        ("/careers/BACK_END_DEVELOPER/insights?page=1", "/careers/back-end-developer/insights?page=1"),
        ("/careers/back%20end%20developer", "/careers/back-end-developer"),
        ("/careers/back-end-developer/", "/careers/back-end-developer"),
        ("/careers/?letter=b", "/careers?letter=b"),
        ("//other.example/", "/other.example"),
    ] {
        redirects(&db, 301, wrong, right).await;
    }
    all_answer(&db, 404, ["/careers/NO_SUCH"]).await;
}

on_both!(async a_withdrawn_career_answers_410_and_a_draft_404);
async fn a_withdrawn_career_answers_410_and_a_draft_404(db: TestDb) {
    save(&db.db, &[withdrawn(entry("Lamplighter")), unpublished(entry("Stargazer"))]).unwrap();
    let page = get(&db, "/careers/lamplighter").await;
    assert_eq!(page.status, 410);
    assert_eq!(page.text("h1"), "“Lamplighter” has been withdrawn");
    let page = get(&db, "/careers/stargazer").await;
    assert_eq!(page.status, 404);
    assert!(!page.body.contains("Stargazer"), "a draft stays unseen");
}

on_both!(async other_addresses_of_a_career_answer_like_its_page);
async fn other_addresses_of_a_career_answer_like_its_page(db: TestDb) {
    let careers = [entry("Baker"), withdrawn(entry("Lamplighter")), unpublished(entry("Stargazer"))];
    save(&db.db, &careers).unwrap();
    for end in [".json", ".md", "/feed.atom", "/card", "/card.png"] {
        let of = |slug| format!("/careers/{slug}{end}");
        all_answer(&db, 200, [of("baker")]).await;
        all_answer(&db, 410, [of("lamplighter")]).await;
        all_answer(&db, 404, ["stargazer", "nobody"].map(of)).await;
        redirects(&db, 301, &format!("{}?a=b", of("BAKER")), &format!("{}?a=b", of("baker"))).await;
    }
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
    let page = get(&db, "/about").await;
    assert_eq!(page.status, 500);
    assert_eq!(page.text("h1"), "Something went wrong on our side");
    assert!(!page.body.contains("sources\""), "{}", page.body);
}

on_both!(async a_malformed_query_answers_400);
async fn a_malformed_query_answers_400(db: TestDb) {
    let page = get(&db, "/search?q=a&q=b").await;
    assert_eq!(page.status, 400);
    assert_eq!(page.text("h1"), "The site can’t understand this request");
    assert_eq!(page.attributes("main form", "action"), ["/search"]);
}

//! `/admin/careers`: what the list shows and finds, and who may see it.

use metier::models::user::Role;

use crate::support::careers::{drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, add_user_called, entry, full, prepare, save, with_query};

on_both!(async the_list_shows_the_status_of_each_career);
async fn the_list_shows_the_status_of_each_career(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[entry("Miller"), full("Zoologist", "miller")]).unwrap();
    drafted(&db.db, "Baker");
    let id = published(&db.db, "Cook");
    summarise(&db.db, id, load(&db.db, id).version, "New.").unwrap();
    let author = add_user_called(&db, "ada@example.org", Role::Author);
    let page = Visitor::of(&db, &author).get("/admin/careers").await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.texts("tbody th"), ["Baker", "Cook", "Miller", "Zoologist"]);
    assert_eq!(
        page.texts("td[data-label=Status]"),
        ["Draft", "Published Newer draft", "Published", "Published"]
    );
    assert_eq!(page.texts("td[data-label=Sections]"), ["1/9", "1/9", "0/9", "9/9"]);
    assert_eq!(page.texts("td[data-label=Origin]"), ["Editor", "Editor", "Import", "Import"]);
    assert_eq!(page.attributes("tbody th a", "href")[1], format!("/admin/careers/{id}/edit"));
    assert!(page.texts("input[type=checkbox]").is_empty(), "authors have no bulk actions");
    let editor = add_user_called(&db, "bo@example.org", Role::Editor);
    assert_eq!(Visitor::of(&db, &editor).get("/admin/careers").await.texts("input[type=checkbox]").len(), 4);
}

on_both!(async the_list_is_filtered_and_sorted_by_its_address);
async fn the_list_is_filtered_and_sorted_by_its_address(db: TestDb) {
    prepare(&db.db);
    let sample = full("Zoo_logist 100%", "miller");
    save(&db.db, &[entry("Miller"), sample]).unwrap();
    drafted(&db.db, "Café Baker");
    let id = published(&db.db, "Cook");
    summarise(&db.db, id, load(&db.db, id).version, "New.").unwrap();
    let ada = add_user_called(&db, "ada@example.org", Role::Author);
    type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);
    let cases: [Case; 10] = [
        (&[("q", "cafe BAK")], &["Café Baker"]),
        (&[("q", "%")], &["Zoo_logist 100%"]),
        (&[("q", "o_l")], &["Zoo_logist 100%"]),
        (&[("status", "draft")], &["Café Baker"]),
        (&[("status", "ahead")], &["Cook"]),
        (&[("category", "technology")], &["Zoo_logist 100%"]),
        (&[("origin", "import")], &["Miller", "Zoo_logist 100%"]),
        (&[("parts", "complete")], &["Zoo_logist 100%"]),
        (&[("parts", "sparse"), ("origin", "import")], &["Miller"]),
        (&[("sort", "saved"), ("status", "published")], &["Cook", "Miller", "Zoo_logist 100%"]),
    ];
    for (parameters, expected) in cases {
        let page = Visitor::of(&db, &ada).get(&with_query("/admin/careers", parameters)).await;
        assert_eq!(page.texts("tbody th"), expected, "{parameters:?}");
    }
    let page = Visitor::of(&db, &ada).get("/admin/careers?status=draft&sort=saved&page=").await;
    assert_eq!(page.status, 404);
    let words = format!("/admin/careers?q={}", "a+".repeat(3_000));
    assert_eq!(Visitor::of(&db, &ada).get(&words).await.status, 200, "only the first few words are used");
    let none = Visitor::of(&db, &ada).get("/admin/careers?q=nothing").await;
    assert!(none.text("main").contains("No careers match these filters."));
}

on_both!(async a_list_of_a_thousand_careers_takes_few_queries);
async fn a_list_of_a_thousand_careers_takes_few_queries(db: TestDb) {
    let careers: Vec<_> = (0..1_016).map(|n| entry(&format!("Worker {n:04}"))).collect();
    save(&db.db, &careers).unwrap();
    let ada = add_user_called(&db, "ada@example.org", Role::Author);
    let before = db.db.queries();
    let page = Visitor::of(&db, &ada).get("/admin/careers?parts=sparse&sort=saved&page=21").await;
    assert!(db.db.queries() - before < 20, "{}", db.db.queries() - before);
    assert_eq!(page.texts("tbody th").len(), 16);
    assert_eq!(page.attributes("a[rel=prev]", "href"), ["/admin/careers?parts=sparse&sort=saved&page=20"]);
}

on_both!(async the_desk_needs_a_session_and_a_role);
async fn the_desk_needs_a_session_and_a_role(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    let stranger = Visitor::new(&db).get("/admin/careers").await;
    assert_eq!((stranger.status, stranger.header("location")), (303, "/sign-in?next=%2Fadmin%2Fcareers"));
    let ada = add_user_called(&db, "ada@example.org", Role::Author);
    for (path, status) in [("history", 200), ("preview", 200), ("publication", 403), ("delete", 403)] {
        assert_eq!(
            Visitor::of(&db, &ada).get(&format!("/admin/careers/{id}/{path}")).await.status,
            status,
            "{path}"
        );
    }
    assert_eq!(Visitor::of(&db, &ada).get("/admin/careers/999/history").await.status, 404);
}

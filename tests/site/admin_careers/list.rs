//! `/admin/careers`: what the list shows and finds.

use metier::models::user::Role;

use crate::support::careers::{drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, entry, full, prepare, save, with_query};

on_both!(async the_list_shows_the_status_of_each_career);
async fn the_list_shows_the_status_of_each_career(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[entry("Miller"), full("Zoologist", "miller")]).unwrap();
    drafted(&db.db, "Baker");
    let id = published(&db.db, "Cook");
    summarise(&db.db, id, load(&db.db, id).version, "New.").unwrap();
    let page = Visitor::signed_in(&db, Role::Author).get("/admin/careers").await;
    assert_eq!(page.texts("tbody th"), ["Baker", "Cook", "Miller", "Zoologist"]);
    let states = ["Draft", "Published Newer draft", "Published", "Published Featured"];
    assert_eq!(page.texts("td[data-label=Status]"), states);
    assert_eq!(page.texts("td[data-label=Sections]"), ["1/10", "1/10", "0/10", "10/10"]);
    assert_eq!(page.texts("td[data-label=Origin]"), ["Edited here", "Edited here", "Import", "Import"]);
    assert_eq!(page.attributes("tbody th a", "href")[1], format!("/admin/careers/{id}/edit"));
    assert!(page.texts("input[type=checkbox]").is_empty(), "authors have no bulk actions");
    let page = Visitor::signed_in(&db, Role::Editor).get("/admin/careers").await;
    assert_eq!(page.texts("input[type=checkbox]").len(), 4);
}

on_both!(async the_list_is_filtered_and_sorted_by_its_address);
async fn the_list_is_filtered_and_sorted_by_its_address(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[entry("Miller"), full("Zoo_logist 100%", "miller")]).unwrap();
    drafted(&db.db, "Café Baker");
    let id = published(&db.db, "Cook");
    summarise(&db.db, id, load(&db.db, id).version, "New.").unwrap();
    let author = Visitor::signed_in(&db, Role::Author);
    for (parameters, expected) in [
        (&[("q", "cafe BAK")][..], &["Café Baker"][..]),
        (&[("q", "%")], &["Zoo_logist 100%"]),
        (&[("q", "o_l")], &["Zoo_logist 100%"]),
        (&[("status", "draft")], &["Café Baker"]),
        (&[("status", "ahead")], &["Cook"]),
        (&[("category", "technology")], &["Zoo_logist 100%"]),
        (&[("origin", "import")], &["Miller", "Zoo_logist 100%"]),
        (&[("parts", "complete")], &["Zoo_logist 100%"]),
        (&[("parts", "sparse"), ("origin", "import")], &["Miller"]),
        (&[("sort", "saved"), ("status", "published")], &["Cook", "Miller", "Zoo_logist 100%"]),
    ] {
        let page = author.get(&with_query("/admin/careers", parameters)).await;
        assert_eq!(page.texts("tbody th"), expected, "{parameters:?}");
    }
    assert_eq!(author.get("/admin/careers?status=draft&sort=saved&page=").await.status, 404);
    let words = format!("/admin/careers?q={}", "a+".repeat(3_000));
    assert_eq!(author.get(&words).await.status, 200, "only the first few words are used");
    let none = author.get("/admin/careers?q=nothing").await;
    assert!(none.text("main").contains("No careers match these filters."));
}

on_both!(async lists_of_a_thousand_careers_take_few_queries);
async fn lists_of_a_thousand_careers_take_few_queries(db: TestDb) {
    let careers: Vec<_> = (0..1_016).map(|n| entry(&format!("Worker {n:04}"))).collect();
    save(&db.db, &careers).unwrap();
    let author = Visitor::signed_in(&db, Role::Author);
    let last_page = async |path, career, most_queries| {
        let before = db.db.queries();
        let page = author.get(path).await;
        let queries = db.db.queries() - before;
        assert!(queries < most_queries, "{path}: {queries}");
        assert_eq!(page.texts(career).len(), 16, "{path}");
        page
    };
    last_page("/admin/quality?page=11", ".quality-career", 40).await;
    let page = last_page("/admin/careers?parts=sparse&sort=saved&page=21", "tbody th", 20).await;
    assert_eq!(page.attributes("a[rel=prev]", "href"), ["/admin/careers?parts=sparse&sort=saved&page=20"]);
}

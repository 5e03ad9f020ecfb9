//! Categories and sources: counted, renamed (search follows), and deleted only if unused.

use metier::models::career::Status;
use metier::models::snapshot::Snapshot;
use metier::models::user::Role::Editor;

use crate::support::{TestDb, Visitor, count, entry, full, prepare, save, slug, stored};

fn in_technology(title: &str, status: Status) -> Snapshot {
    let mut career = Snapshot { status, ..entry(title) };
    career.profile.category = Some(slug("technology"));
    career
}

/// The id of the category or source with a slug.
fn id(db: &TestDb, table: &str, slug: &str) -> i64 {
    count(&db.db, &format!("SELECT id AS count FROM {table} WHERE slug = '{slug}'"))
}

on_both!(async a_renamed_category_is_found_by_its_new_name);
async fn a_renamed_category_is_found_by_its_new_name(db: TestDb) {
    prepare(&db.db);
    let careers = [
        in_technology("Welder", Status::Published),
        in_technology("Smith", Status::Draft),
        in_technology("Cooper", Status::Withdrawn),
        entry("Baker"),
    ];
    save(&db.db, &careers).unwrap();
    let before = stored(&db.db);
    let edit = format!("/admin/categories/{}/edit", id(&db, "categories", "technology"));
    let renamed = Visitor::signed_in(&db, Editor)
        .post(&edit, &[("version", "1"), ("name", "Metalwork"), ("slug", "else")])
        .await;
    assert_eq!(renamed.header("location"), "/admin/categories?done=changed");
    assert_eq!(Visitor::new(&db).get("/search?q=metalwork").await.texts(".results h2, .results h3").len(), 1);
    assert!(Visitor::new(&db).get("/search?q=metalwork").await.body.contains("/careers/welder"));
    assert!(!Visitor::new(&db).get("/search?q=technology").await.body.contains("/careers/welder"));
    assert!(
        Visitor::new(&db).get("/careers?category=technology").await.body.contains("Metalwork"),
        "its slug is fixed"
    );
    assert_eq!(stored(&db.db), before, "the careers themselves stay as they were");
    let stale = Visitor::signed_in(&db, Editor).post(&edit, &[("version", "1"), ("name", "Iron")]).await;
    assert_eq!((stale.status, stale.texts(".beside dd")), (409, vec!["Metalwork".into(), "Iron".into()]));
}

on_both!(async only_unused_categories_and_sources_can_be_deleted);
async fn only_unused_categories_and_sources_can_be_deleted(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Welder", "welder-2"), entry("Welder 2")]).unwrap();
    let list = Visitor::signed_in(&db, Editor).get("/admin/categories").await;
    assert_eq!(list.texts(".desk-state"), ["0 careers", "1 career"]);
    let technology = format!("/admin/categories/{}/delete", id(&db, "categories", "technology"));
    let refused = Visitor::signed_in(&db, Editor).post(&technology, &[("version", "1")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text("[role=alert]").contains("1 career is in it"));
    let health = format!("/admin/categories/{}/delete", id(&db, "categories", "health"));
    assert_eq!(Visitor::signed_in(&db, Editor).post(&health, &[("version", "1")]).await.status, 303);
    let list = Visitor::signed_in(&db, Editor).get("/admin/sources").await;
    assert_eq!(list.texts(".desk-state"), ["1 career", "1 career"]);
    let onet = format!("/admin/sources/{}/delete", id(&db, "sources", "onet"));
    assert_eq!(Visitor::signed_in(&db, Editor).post(&onet, &[("version", "1")]).await.status, 422);
}

on_both!(async new_categories_and_sources_need_a_free_slug);
async fn new_categories_and_sources_need_a_free_slug(db: TestDb) {
    prepare(&db.db);
    let taken = Visitor::signed_in(&db, Editor).post("/admin/categories/new", &[("name", "Health")]).await;
    assert_eq!(
        taken.texts(".form-errors li"),
        ["Slug: Another category has the slug “health”. Choose a different one"]
    );
    let wrong = [("name", "X"), ("slug", "No Slug"), ("url", "ftp://x"), ("notice", "kept")];
    let refused = Visitor::signed_in(&db, Editor).post("/admin/sources/new", &wrong).await;
    assert_eq!(refused.attributes(".form-errors a", "href"), ["#slug", "#url"]);
    assert_eq!(refused.text("textarea"), "kept");
    let fields = [("name", "Census 2026"), ("url", "https://census.example"), ("license", "")];
    assert_eq!(Visitor::signed_in(&db, Editor).post("/admin/sources/new", &fields).await.status, 303);
    let edit = format!("/admin/sources/{}/edit", id(&db, "sources", "census-2026"));
    let emptied = [("version", "1"), ("name", "Census"), ("url", "")];
    assert_eq!(Visitor::signed_in(&db, Editor).post(&edit, &emptied).await.status, 303);
    let without = "SELECT COUNT(*) AS count FROM sources WHERE slug = 'census-2026' AND url IS NULL";
    assert_eq!(count(&db.db, without), 1, "an emptied field is removed");
    assert_eq!(count(&db.db, "SELECT COUNT(*) AS count FROM audit_log WHERE kind <> 'user'"), 2);
}

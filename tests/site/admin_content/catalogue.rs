//! Categories and sources: counted, renamed (search follows), and deleted only if unused.

use metier::models::career::Status;
use metier::models::snapshot::Snapshot;
use metier::models::user::Role::Editor;

use crate::support::{TestDb, Visitor, count, entry, full, prepare, rows, save, slug, stored};

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
    let (editor, visitor) = (Visitor::signed_in(&db, Editor), Visitor::new(&db));
    let edit = format!("/admin/categories/{}/edit", id(&db, "categories", "technology"));
    let renamed = editor.post(&edit, &[("version", "1"), ("name", "Metalwork"), ("slug", "else")]).await;
    assert_eq!(renamed.header("location"), "/admin/categories?done=changed");
    let found = visitor.get("/search?q=metalwork").await;
    assert_eq!(found.texts(".results h2, .results h3").len(), 1);
    assert!(found.body.contains("/careers/welder"));
    assert!(!visitor.get("/search?q=technology").await.body.contains("/careers/welder"));
    let list = visitor.get("/careers?category=technology").await;
    assert!(list.body.contains("Metalwork"), "its slug is fixed");
    assert_eq!(stored(&db.db), before, "the careers themselves stay as they were");
    let stale = editor.post(&edit, &[("version", "1"), ("name", "Iron")]).await;
    assert_eq!(
        (stale.status, stale.texts(".error-summary td")),
        (409, vec!["Metalwork".into(), "Iron".into()])
    );
}

on_both!(async only_unused_categories_and_sources_can_be_deleted);
async fn only_unused_categories_and_sources_can_be_deleted(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Welder", "welder-2"), entry("Welder 2")]).unwrap();
    let editor = Visitor::signed_in(&db, Editor);
    let states = async |path| editor.get(path).await.texts(".desk-row-count");
    let delete = async |table, slug| {
        let path = format!("/admin/{table}/{}/delete", id(&db, table, slug));
        editor.post(&path, &[("version", "1")]).await
    };
    assert_eq!(states("/admin/categories").await, ["0 careers", "1 career"]);
    let refused = delete("categories", "technology").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text("[role=alert]").contains("1 career is in it"));
    assert_eq!(delete("categories", "health").await.status, 303);
    assert_eq!(states("/admin/sources").await, ["1 career", "1 career"]);
    assert_eq!(delete("sources", "onet").await.status, 422);
}

on_both!(async new_categories_and_sources_need_a_free_slug);
async fn new_categories_and_sources_need_a_free_slug(db: TestDb) {
    prepare(&db.db);
    let editor = Visitor::signed_in(&db, Editor);
    let taken = editor.post("/admin/categories/new", &[("name", "Health")]).await;
    let message = "Slug: Another category has the slug “health”. Choose a different one";
    assert_eq!(taken.texts(".error-summary li"), [message]);
    let wrong = [("name", "X"), ("slug", "No Slug"), ("url", "ftp://x"), ("notice", "kept")];
    let refused = editor.post("/admin/sources/new", &wrong).await;
    assert_eq!(refused.attributes(".error-summary a", "href"), ["#slug", "#url"]);
    assert_eq!(refused.text("textarea"), "kept");
    let fields = [("name", "Census 2026"), ("url", "https://census.example"), ("license", "")];
    assert_eq!(editor.post("/admin/sources/new", &fields).await.status, 303);
    let edit = format!("/admin/sources/{}/edit", id(&db, "sources", "census-2026"));
    let emptied = [("version", "1"), ("name", "Census"), ("url", "")];
    assert_eq!(editor.post(&edit, &emptied).await.status, 303);
    let without = rows(&db.db, "sources WHERE slug = 'census-2026' AND url IS NULL");
    assert_eq!(without, 1, "an emptied field is removed");
    assert_eq!(rows(&db.db, "audit_log WHERE kind <> 'user'"), 2);
}

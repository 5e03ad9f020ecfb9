//! Changing addresses, and deleting drafts.

use metier::models::draft;
use metier::models::user::Role;

use crate::support::careers::{drafted, load, published};
use crate::support::{TestDb, Visitor, with_query};

on_both!(async an_address_change_is_previewed_first);
async fn an_address_change_is_previewed_first(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    published(&db.db, "Miller");
    let path = format!("/admin/careers/{}/address", published(&db.db, "Baker"));
    let page = editor.get(&format!("{path}?slug=bread-maker")).await;
    assert_eq!(page.texts("td[data-label=Old]")[..2], ["/careers/baker", "/careers/baker/pay"]);
    for (slug, said) in
        [("miller", "is already the address of Miller"), ("No Slug", "is not a slug"), ("baker", "already")]
    {
        let page = editor.get(&with_query(&path, &[("slug", slug)])).await;
        assert!(page.text("#slug-error").contains(said), "{slug}");
        let refused = editor.post(&path, &[("version", "2"), ("slug", slug)]).await;
        assert_eq!((refused.status, refused.attributes("#slug", "value")), (422, vec![slug.to_owned()]));
    }
    assert_eq!(editor.post(&path, &[("version", "2"), ("slug", "bread-maker")]).await.status, 303);
    let moved = Visitor::new(&db).get("/careers/baker/pay").await;
    assert_eq!(moved.header("location"), "/careers/bread-maker/pay");
    let page = editor.get(&path).await;
    assert!(page.text("section[aria-labelledby=old]").contains("/careers/baker"));
    let stale = editor.post(&path, &[("version", "2"), ("slug", "loafer")]).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.attributes("#slug", "value"), ["loafer"], "what was typed is kept");
}

on_both!(async only_a_career_that_was_never_public_can_be_deleted);
async fn only_a_career_that_was_never_public_can_be_deleted(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    let (kept, gone) = (published(&db.db, "Baker"), drafted(&db.db, "Miller"));
    let page = editor.get(&format!("/admin/careers/{kept}/delete")).await;
    assert!(page.text("main").contains("This page was public"));
    let delete = async |id: i64, version: &str| {
        editor.post(&format!("/admin/careers/{id}/delete"), &[("version", version)]).await.status
    };
    assert_eq!(delete(kept, "2").await, 422);
    assert_eq!(delete(gone, "7").await, 409);
    assert_eq!(load(&db.db, gone).version, 1);
    assert_eq!(delete(gone, "1").await, 303);
    assert!(db.db.read_now(|conn| draft::load(conn, gone)).unwrap().is_none());
    assert_eq!(delete(gone, "1").await, 404);
}

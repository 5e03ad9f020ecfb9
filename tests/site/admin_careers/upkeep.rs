//! Changing addresses, and deleting drafts.

use metier::models::draft;
use metier::models::user::Role;

use crate::support::careers::{drafted, load, published};
use crate::support::{self, TestDb, Visitor, add_user_called};

on_both!(async an_address_change_is_previewed_first);
async fn an_address_change_is_previewed_first(db: TestDb) {
    let bo = add_user_called(&db, "bo@example.org", Role::Editor);
    published(&db.db, "Miller");
    let id = published(&db.db, "Baker");
    let path = format!("/admin/careers/{id}/address");
    let page = Visitor::of(&db, &bo).get(&format!("{path}?slug=bread-maker")).await;
    let old = page.texts("td[data-label=Old]");
    assert_eq!((old[0].as_str(), old[1].as_str()), ("/careers/baker", "/careers/baker/pay"));
    for (slug, said) in
        [("miller", "is already the address of Miller"), ("No Slug", "is not a slug"), ("baker", "already")]
    {
        let page = Visitor::of(&db, &bo).get(&support::with_query(&path, &[("slug", slug)])).await;
        assert!(page.text("#slug-error").contains(said), "{slug}");
        let refused = Visitor::of(&db, &bo).post(&path, &[("version", "2"), ("slug", slug)]).await;
        assert_eq!((refused.status, refused.attributes("#slug", "value")), (422, vec![slug.to_owned()]));
    }
    assert_eq!(
        Visitor::of(&db, &bo).post(&path, &[("version", "2"), ("slug", "bread-maker")]).await.status,
        303
    );
    assert_eq!(
        Visitor::new(&db).get("/careers/baker/pay").await.header("location"),
        "/careers/bread-maker/pay"
    );
    assert!(
        Visitor::of(&db, &bo)
            .get(&path)
            .await
            .text("section[aria-labelledby=old]")
            .contains("/careers/baker")
    );
    let stale = Visitor::of(&db, &bo).post(&path, &[("version", "2"), ("slug", "loafer")]).await;
    assert_eq!(
        (stale.status, stale.texts("td.desk-text")),
        (409, vec!["bread-maker".into(), "loafer".into()])
    );
}

on_both!(async only_a_career_that_was_never_public_can_be_deleted);
async fn only_a_career_that_was_never_public_can_be_deleted(db: TestDb) {
    let bo = add_user_called(&db, "bo@example.org", Role::Editor);
    let (kept, gone) = (published(&db.db, "Baker"), drafted(&db.db, "Miller"));
    let path = |id: i64| format!("/admin/careers/{id}/delete");
    assert!(Visitor::of(&db, &bo).get(&path(kept)).await.text("main").contains("This page was public"));
    assert_eq!(Visitor::of(&db, &bo).post(&path(kept), &[("version", "2")]).await.status, 422);
    assert_eq!(Visitor::of(&db, &bo).post(&path(gone), &[("version", "7")]).await.status, 409);
    assert_eq!(load(&db.db, gone).version, 1);
    assert_eq!(Visitor::of(&db, &bo).post(&path(gone), &[("version", "1")]).await.status, 303);
    assert!(db.db.read_now(|conn| draft::load(conn, gone)).unwrap().is_none());
}

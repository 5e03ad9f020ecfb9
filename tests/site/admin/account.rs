//! `/admin/account`.

use metier::models::user::Role;

use crate::support::{PASSWORD, TestDb, Visitor, add_user_called, count};

on_both!(async the_password_is_asked_for_again_after_ten_minutes);
async fn the_password_is_asked_for_again_after_ten_minutes(db: TestDb) {
    let visitor = Visitor::signed_in(&db, Role::Author);
    visitor.clock().advance(601);
    for path in ["/admin/account/password", "/admin/account/email", "/admin/account/second-factor"] {
        let to = format!("/admin/account/confirm?next={}", path.replace('/', "%2F"));
        assert_eq!(visitor.get(path).await.header("location"), to);
        assert_eq!(visitor.post(path, &[]).await.header("location"), to);
    }
    let wrong = [("password", "wrong"), ("next", "/admin/account/email")];
    let wrong = visitor.post("/admin/account/confirm", &wrong).await;
    assert_eq!((wrong.status, wrong.text("[role=alert] li")), (422, "This isn’t your password".into()));
    let right = [("password", PASSWORD), ("next", "/admin/account/email")];
    let right = visitor.post("/admin/account/confirm", &right).await;
    assert_eq!((right.status, right.header("location")), (303, "/admin/account/email"));
    assert_eq!(visitor.get("/admin/account/email").await.status, 200);
}

on_both!(async another_password_ends_the_other_sessions);
async fn another_password_ends_the_other_sessions(db: TestDb) {
    let here = Visitor::signed_in(&db, Role::Author);
    let there = Visitor::signed_in(&db, Role::Author);
    let new = "eleven purple elephants dance";
    let weak = [("password", "author@example.org"), ("repeated", "author@example.org")];
    assert_eq!(here.post("/admin/account/password", &weak).await.status, 422);
    let fields = [("password", new), ("repeated", new)];
    let changed = here.post("/admin/account/password", &fields).await;
    assert_eq!(changed.header("location"), "/admin/account?done=password");
    assert_eq!(here.get("/admin/account").await.status, 200);
    assert_eq!(there.get("/admin/account").await.status, 303);
    let fields = [("email", "author@example.org"), ("password", new)];
    assert_eq!(there.post("/sign-in", &fields).await.status, 303);
}

on_both!(async one_sees_and_ends_ones_sessions);
async fn one_sees_and_ends_ones_sessions(db: TestDb) {
    let here = Visitor::signed_in(&db, Role::Author);
    let there = Visitor::signed_in(&db, Role::Author);
    let page = here.get("/admin/account").await;
    assert_eq!(page.texts(".stack-table tbody tr").len(), 2);
    let other = page.attributes(".stack-table button", "value");
    assert_eq!(other.len(), 1, "one’s own isn’t ended here");
    assert_eq!(here.post("/admin/account/sessions", &[("session", &other[0])]).await.status, 303);
    assert_eq!(there.get("/admin/account").await.status, 303);
    let editor = Visitor::signed_in(&db, Role::Editor);
    let all = "SELECT MAX(id) AS count FROM sessions";
    let foreign = count(&db.db, all).to_string();
    here.post("/admin/account/sessions", &[("session", &foreign)]).await;
    assert_eq!(editor.get("/admin/account").await.status, 200, "others’ sessions stay");
}

on_both!(async one_changes_ones_address);
async fn one_changes_ones_address(db: TestDb) {
    add_user_called(&db, "taken@example.org", Role::Author);
    let visitor = Visitor::signed_in(&db, Role::Author);
    let version =
        visitor.get("/admin/account/email").await.attributes("input[name=version]", "value").remove(0);
    let taken =
        visitor.post("/admin/account/email", &[("email", "Taken@example.org"), ("version", &version)]).await;
    assert_eq!((taken.status, taken.attributes("#email", "value")), (422, vec!["Taken@example.org".into()]));
    let fields = [("email", "mine@example.org"), ("version", &*version)];
    assert_eq!(visitor.post("/admin/account/email", &fields).await.status, 303);
    assert!(visitor.get("/admin/account").await.text(".desk-facts").contains("mine@example.org"));
    assert_eq!(visitor.post("/admin/account/email", &fields).await.status, 409, "the form is stale");
}

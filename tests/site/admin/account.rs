//! `/admin/account`.

use metier::models::user::Role;

use super::sign_in::{set_second_factor, sign_in};
use crate::support::{PASSWORD, TestDb, Visitor, add_user_called, count, rows};

on_both!(async the_password_is_asked_for_again_after_ten_minutes);
async fn the_password_is_asked_for_again_after_ten_minutes(db: TestDb) {
    let visitor = Visitor::signed_in(&db, Role::Author);
    visitor.clock().advance(601);
    for path in ["/admin/account/password", "/admin/account/email", "/admin/account/second-factor"] {
        let to = format!("/admin/account/confirm?next={}", path.replace('/', "%2F"));
        assert_eq!(visitor.get(path).await.header("location"), to);
        assert_eq!(visitor.post(path, &[]).await.header("location"), to);
    }
    let confirm = async |password| {
        let fields = [("password", password), ("next", "/admin/account/email")];
        visitor.post("/admin/account/confirm", &fields).await
    };
    let wrong = confirm("wrong").await;
    assert_eq!((wrong.status, wrong.text("[role=alert] li")), (422, "That password is wrong".into()));
    let thief = visitor.with_its_session();
    let right = confirm(PASSWORD).await;
    assert_eq!((right.status, right.header("location")), (303, "/admin/account/email"));
    assert_eq!(visitor.get("/admin/account/email").await.status, 200);
    assert_eq!(thief.get("/admin/account").await.status, 303, "the session has a new token");
    assert_eq!(confirmed(&db, "confirmed", "password alone"), 1);
}

/// The number of audit entries for confirming an identity, or failing to, with a factor.
fn confirmed(db: &TestDb, action: &str, with: &str) -> i64 {
    let entries = format!("audit_log WHERE action = '{action} who they are'");
    rows(&db.db, &format!("{entries} AND changes LIKE '%{with}%'"))
}

on_both!(async the_second_factor_is_asked_for_again_too);
async fn the_second_factor_is_asked_for_again_too(db: TestDb) {
    let visitor = Visitor::signed_in(&db, Role::Author);
    assert!(visitor.get("/admin/account/confirm").await.attributes("#code", "name").is_empty());
    let (secret, _, recovery) = set_second_factor(&visitor).await;
    visitor.clock().advance(601);
    let page = visitor.get("/admin/account/confirm").await;
    assert_eq!(page.attributes("#code", "autocomplete"), ["one-time-code"]);
    let with = async |code: &str| {
        let fields = [("password", PASSWORD), ("code", code), ("next", "/admin/account/second-factor")];
        visitor.post("/admin/account/confirm", &fields).await
    };
    for wrong in ["", "12"] {
        let wrong = with(wrong).await;
        assert_eq!((wrong.status, wrong.text("[role=alert] li")), (422, "Password or code is wrong".into()));
    }
    assert_eq!(visitor.get("/admin/account/second-factor").await.status, 303, "nothing is confirmed");
    assert_eq!(with(&visitor.code(&secret)).await.status, 303);
    assert_eq!(visitor.get("/admin/account/second-factor").await.status, 200);
    assert_eq!(with(&recovery[0]).await.status, 303);
    assert_eq!(with(&recovery[0]).await.status, 422, "a recovery code works once");
    assert_eq!(confirmed(&db, "failed to confirm", ""), 3);
    assert_eq!(confirmed(&db, "confirmed", "\"recovery code\""), 1);
    assert_eq!(confirmed(&db, "confirmed", "\"code\""), 1);
}

on_both!(async changing_the_second_factor_ends_other_sessions);
async fn changing_the_second_factor_ends_other_sessions(db: TestDb) {
    let here = Visitor::signed_in(&db, Role::Author);
    let there = here.beside();
    there.sign_in_as(Role::Author);
    set_second_factor(&here).await;
    assert_eq!(there.get("/admin/account").await.status, 303, "the account has a second factor now");
    there.sign_in_as(Role::Author);
    assert_eq!(there.get("/admin/account").await.status, 200);
    let removed = here.post("/admin/account/second-factor", &[("remove", "yes")]).await;
    assert_eq!(removed.header("location"), "/admin/account?done=removed");
    assert_eq!(there.get("/admin/account").await.status, 303, "the second factor was removed");
    assert_eq!(here.get("/admin/account").await.status, 200);
}

on_both!(async changing_the_password_ends_other_sessions);
async fn changing_the_password_ends_other_sessions(db: TestDb) {
    let here = Visitor::signed_in(&db, Role::Author);
    let there = Visitor::signed_in(&db, Role::Author);
    let new = "eleven purple elephants dance";
    let change = async |current, password| {
        let fields = [("current", current), ("password", password), ("repeated", password)];
        here.post("/admin/account/password", &fields).await
    };
    for weak in ["author@example.org", "careers.example"] {
        let weak = change(PASSWORD, weak).await;
        assert_eq!((weak.status, weak.attributes("[role=alert] a", "href")), (422, vec!["#password".into()]));
    }
    for (wrong, said) in [("", "Enter your current password"), (new, "That password is wrong")] {
        let wrong = change(wrong, new).await;
        assert_eq!((wrong.status, wrong.text("#current-error")), (422, said.into()));
    }
    assert_eq!(there.get("/admin/account").await.status, 200, "nothing was changed");
    let changed = change(PASSWORD, new).await;
    assert_eq!(changed.header("location"), "/admin/account?done=password");
    assert_eq!(here.get("/admin/account").await.status, 200);
    assert_eq!(there.get("/admin/account").await.status, 303);
    assert_eq!(sign_in(&there, "author@example.org", new).await.status, 303);
}

on_both!(async users_see_and_end_their_sessions);
async fn users_see_and_end_their_sessions(db: TestDb) {
    let here = Visitor::signed_in(&db, Role::Author);
    let there = Visitor::signed_in(&db, Role::Author);
    let page = here.get("/admin/account").await;
    assert_eq!(page.texts(".stack-table tbody tr").len(), 2);
    let other = page.attributes(".stack-table button", "value");
    assert_eq!(other.len(), 1, "the current session isn’t ended here");
    here.clock().advance(601);
    let ending = [("session", &*other[0])];
    let asked = here.post("/admin/account/sessions", &ending).await;
    let back = "/admin/account?done=confirmed";
    assert_eq!(asked.header("location"), "/admin/account/confirm?next=%2Fadmin%2Faccount%3Fdone%3Dconfirmed");
    assert_eq!(there.get("/admin/account").await.status, 200);
    let fields = [("password", PASSWORD), ("next", back)];
    assert_eq!(here.post("/admin/account/confirm", &fields).await.header("location"), back);
    assert!(here.get(back).await.text("[role=status]").contains("make it again"));
    assert_eq!(here.post("/admin/account/sessions", &ending).await.status, 303);
    assert_eq!(there.get("/admin/account").await.status, 303);
    let editor = Visitor::signed_in(&db, Role::Editor);
    let foreign = count(&db.db, "SELECT MAX(id) AS count FROM sessions").to_string();
    here.post("/admin/account/sessions", &[("session", &foreign)]).await;
    assert_eq!(editor.get("/admin/account").await.status, 200, "sessions of others stay");
}

on_both!(async users_change_their_email);
async fn users_change_their_email(db: TestDb) {
    add_user_called(&db, "taken@example.org", Role::Author);
    let visitor = Visitor::signed_in(&db, Role::Author);
    let path = "/admin/account/email";
    let version = visitor.get(path).await.attributes("input[name=version]", "value").remove(0);
    let taken = visitor.post(path, &[("email", "Taken@example.org"), ("version", &version)]).await;
    assert_eq!((taken.status, taken.attributes("#email", "value")), (422, vec!["Taken@example.org".into()]));
    let fields = [("email", "mine@example.org"), ("version", &*version)];
    assert_eq!(visitor.post(path, &fields).await.status, 303);
    assert!(visitor.get("/admin/account").await.text(".desk-facts").contains("mine@example.org"));
    assert_eq!(visitor.post(path, &fields).await.status, 409, "the form is stale");
}

//! `/admin/users`.

use metier::db::Conn;
use metier::models::user::{self, Role, UserRefused, password, standing};
use metier::models::{desk_rules, password_link};

use super::sign_in::{set_second_factor, sign_in};
use crate::support::careers::actor;
use crate::support::{Answer, PASSWORD, TestDb, Visitor, add_user, add_user_called, rows};

/// The versions in the forms of a user's page, which change the role and reset the password.
fn versions(page: &Answer) -> [String; 2] {
    page.attributes("input[name=version]", "value").try_into().unwrap()
}

/// The token of the one-time link that a page shows.
fn token(page: &Answer) -> String {
    let url = page.text("code.secret");
    url.strip_prefix("https://careers.example/sign-in/link?token=").unwrap().to_owned()
}

on_both!(async an_admin_invites_someone);
async fn an_admin_invites_someone(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let fields = [("email", "new@example.org"), ("role", "editor")];
    let shown = admin.post("/admin/users", &fields).await;
    let again = admin.post("/admin/users", &fields).await;
    assert_eq!((again.status, again.attributes("#email", "value")), (422, vec!["new@example.org".into()]));
    assert!(again.text("title").starts_with("Error: "));

    let new = admin.beside();
    let token = token(&shown);
    let fields =
        [("token", &*token), ("email", "other@example.org"), ("password", PASSWORD), ("repeated", PASSWORD)];
    assert_eq!(new.post("/sign-in/link", &fields).await.status, 303);
    assert_eq!(sign_in(&new, "new@example.org", PASSWORD).await.status, 303);
    assert_eq!(admin.get("/admin/users").await.texts("tbody th"), ["admin@example.org", "new@example.org"]);
}

on_both!(async a_user_is_changed_and_a_stale_form_is_refused);
async fn a_user_is_changed_and_a_stale_form_is_refused(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let author = Visitor::signed_in(&db, Role::Author);
    let path = format!("/admin/users/{}", add_user(&db, Role::Author).id);
    let [version, _] = versions(&admin.get(&path).await);
    let changed = admin.post(&path, &[("role", "editor"), ("version", &version)]).await;
    assert_eq!(changed.status, 303);
    let stale = admin.post(&path, &[("role", "admin"), ("version", &version)]).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.texts("[role=alert] td"), ["Editor", "Admin"]);
    assert_eq!(stale.attributes("option[selected]", "value"), ["admin"], "the choice is kept");
    let [version, _] = versions(&stale);
    assert_eq!(author.get("/admin/account").await.status, 200);
    let disabled = admin.post(&path, &[("role", "editor"), ("disabled", "on"), ("version", &version)]).await;
    assert_eq!(disabled.status, 303);
    assert_eq!(author.get("/admin/account").await.status, 303, "the session has ended");
    assert_eq!(sign_in(&author, "author@example.org", PASSWORD).await.status, 422);
}

on_both!(async the_last_admin_cannot_be_demoted_or_disabled);
async fn the_last_admin_cannot_be_demoted_or_disabled(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let path = format!("/admin/users/{}", add_user(&db, Role::Admin).id);
    let version = admin.get(&path).await.attributes("input[name=version]", "value").remove(0);
    for fields in [&[("role", "editor")][..], &[("role", "admin"), ("disabled", "on")]] {
        let fields = [fields, &[("version", &*version)]].concat();
        let refused = admin.post(&path, &fields).await;
        assert_eq!(refused.status, 422);
        let problem = refused.text("[role=alert] li");
        assert!(problem.contains("last admin"), "{problem}");
    }
    let own = admin.post(&format!("{path}/link"), &[]).await;
    assert_eq!(own.header("location"), "/admin/account/password");
}

on_both!(two_admins_cannot_demote_each_other_at_once);
fn two_admins_cannot_demote_each_other_at_once(db: TestDb) {
    let ids = ["a@example.org", "b@example.org"].map(|email| add_user_called(&db, email, Role::Admin).id);
    let demote = |id: i64| {
        db.db.write_now(|conn| {
            let version = user::find(conn, id)?.unwrap().version;
            standing::set(conn, &actor(), id, version, Role::Author, false)
        })
    };
    let demote = &demote;
    let done = std::thread::scope(|scope| {
        ids.map(|id| scope.spawn(move || demote(id))).map(|thread| thread.join().unwrap())
    });
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1);
    assert!(done.iter().any(|done| matches!(done, Err(UserRefused::LastAdmin))));
    assert_eq!(rows(&db.db, "users WHERE role = 'admin'"), 1);
}

on_both!(async a_password_reset_ends_sessions_and_shows_a_link);
async fn a_password_reset_ends_sessions_and_shows_a_link(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let editor = Visitor::signed_in(&db, Role::Editor);
    let path = format!("/admin/users/{}", add_user(&db, Role::Editor).id);
    let page = admin.get(&path).await;
    assert_eq!(page.texts(".stack-table tbody tr").len(), 1);
    let [_, version] = versions(&page);
    let editing = [("role", "editor"), ("version", &*version)];
    assert_eq!(admin.post(&path, &editing).await.status, 303);
    let reset = [("version", &*version), ("without_second_factor", "on")];
    let stale = admin.post(&format!("{path}/link"), &reset).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text("[role=alert]").contains("Someone else has changed this account"));
    assert_eq!(stale.attributes("#role [selected]", "value"), ["editor"]);
    assert_eq!(editor.get("/admin/account").await.status, 200, "no session was ended");
    let [_, version] = versions(&stale);
    let shown = admin.post(&format!("{path}/link"), &[("version", &version)]).await;
    assert_eq!(token(&shown).len(), 43, "256 bits");
    assert_eq!(editor.get("/admin/account").await.status, 303);
    let refused = sign_in(&editor, "editor@example.org", PASSWORD).await;
    assert_eq!(refused.status, 422, "the old password is gone");
}

on_both!(async a_password_reset_keeps_the_second_factor_unless_told_otherwise);
async fn a_password_reset_keeps_the_second_factor_unless_told_otherwise(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let editor = admin.beside();
    let path = format!("/admin/users/{}", editor.sign_in_as(Role::Editor).id);
    let (secret, ..) = set_second_factor(&editor).await;
    let [_, version] = versions(&admin.get(&path).await);
    let shown = admin.post(&format!("{path}/link"), &[("version", &version)]).await;
    let new = "eleven purple elephants dance";
    let fields = [("token", &*token(&shown)), ("password", new), ("repeated", new)];
    assert_eq!(editor.post("/sign-in/link", &fields).await.status, 303);
    let refused = sign_in(&editor, "editor@example.org", new).await;
    assert_eq!(refused.status, 422, "the password isn’t enough");
    editor.clock().advance(60);
    let code = editor.code(&secret);
    let fields = [("email", "editor@example.org"), ("password", new), ("code", &code)];
    assert_eq!(editor.post("/sign-in", &fields).await.status, 303);
}

on_both!(async changing_users_or_rules_needs_a_recent_confirmation);
async fn changing_users_or_rules_needs_a_recent_confirmation(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let one = format!("/admin/users/{}", add_user(&db, Role::Author).id);
    let [version, _] = versions(&admin.get(&one).await);
    admin.clock().advance(601);
    let new = [("email", "new@example.org"), ("role", "admin")];
    let other = [("role", "admin"), ("version", &*version)];
    let forms = [
        ("/admin/users", "/admin/users", &new[..]),
        ("/admin/users/rules", "/admin/users", &[("second_factor_required", "yes")]),
        (&one, &one, &other),
        (&format!("{one}/link"), &one, &other),
    ];
    for (path, back, fields) in forms {
        let asked = admin.post(path, fields).await;
        let back = serde_html_form::to_string([("next", format!("{back}?done=confirmed"))]).unwrap();
        assert_eq!(asked.header("location"), format!("/admin/account/confirm?{back}"), "{path}");
    }
    let changed = "users WHERE version > 1 OR email LIKE 'new%'";
    let before = rows(&db.db, changed);
    let confirming = [("password", PASSWORD), ("next", &*one)];
    assert_eq!(admin.post("/admin/account/confirm", &confirming).await.status, 303);
    assert_eq!(admin.post(&one, &other).await.header("location"), format!("{one}?done=changed"));
    assert_eq!((rows(&db.db, changed), rows(&db.db, "password_links")), (before, 0));
    assert!(!db.db.read_now(desk_rules::is_second_factor_required).unwrap());
    let page = admin.get(&format!("{one}?done=confirmed")).await;
    assert!(page.text("[role=status]").contains("make it again"));
}

on_both!(async a_second_factor_can_be_required);
async fn a_second_factor_can_be_required(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let author = Visitor::signed_in(&db, Role::Author);
    let button = "[name=second_factor_required]";
    assert_eq!(admin.get("/admin/users").await.attributes(button, "value"), ["yes"]);
    // Two admins who make the same decision don't undo each other's.
    for _ in 0..2 {
        assert_eq!(admin.post("/admin/users/rules", &[("second_factor_required", "yes")]).await.status, 303);
    }
    let setup = "/admin/account/second-factor";
    for path in ["/admin/account", "/admin/users"] {
        assert_eq!(author.get(path).await.header("location"), setup, "{path}");
    }
    assert!(author.get(setup).await.text("main").contains("requires two-factor authentication"));
    assert_eq!(author.post(setup, &[("remove", "yes")]).await.status, 403);
    db.db.write_now(|conn| desk_rules::require_second_factor(conn, &actor(), false)).unwrap();
    assert_eq!(admin.get("/admin/users").await.attributes(button, "value"), ["yes"]);
}

on_both!(a_new_password_or_a_disabled_account_ends_password_links);
fn a_new_password_or_a_disabled_account_ends_password_links(db: TestDb) {
    add_user(&db, Role::Admin);
    let user = add_user(&db, Role::Author);
    db.db
        .write_now(|conn| {
            let works = |conn: &mut Conn, token: &str| {
                password_link::find(conn, token, actor().at).unwrap().is_some()
            };
            let old = password_link::renew(conn, &actor(), &user.email)?;
            assert!(works(conn, &old));
            password::set(conn, &actor(), &user, "a hash", None)?;
            assert!(!works(conn, &old), "the password was set");
            let old = password_link::renew(conn, &actor(), &user.email)?;
            let version = user::find(conn, user.id)?.unwrap().version;
            standing::set(conn, &actor(), user.id, version, Role::Author, true)?;
            assert!(!works(conn, &old), "the account was disabled");
            Ok::<_, UserRefused>(())
        })
        .unwrap();
}

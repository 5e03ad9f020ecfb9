//! Signing in and out, its limits, one-time links, second factors, and the end of sessions.

use argon2::password_hash::PasswordHasher;
use argon2::{Argon2, Params};
use metier::models::password_link;
use metier::models::user::Role;

use crate::support::{Answer, PASSWORD, TestDb, Visitor, add_user, rows};

const WAITS: &str = "audit_log WHERE action = 'had to wait before signing in'";

pub async fn sign_in(visitor: &Visitor<'_>, email: &str, password: &str) -> Answer {
    visitor.post("/sign-in", &[("email", email), ("password", password)]).await
}

on_both!(async a_user_signs_in_and_out);
async fn a_user_signs_in_and_out(db: TestDb) {
    add_user(&db, Role::Editor);
    let visitor = Visitor::new(&db);
    let page = visitor.get("/sign-in?next=%2Fadmin%2Faccount%3Fa").await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert_eq!(page.attributes("input[name=next]", "value"), ["/admin/account?a"]);
    let fields = [("email", " Editor@Example.org"), ("password", PASSWORD), ("next", "/admin/account?a")];
    let answer = visitor.post("/sign-in", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/admin/account?a"));
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap().to_owned();
    for part in ["__Host-metier-session=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(visitor.get("/admin/account").await.status, 200);
    let out = visitor.post("/sign-out", &[]).await;
    assert_eq!(out.header("location"), "/sign-in?done=out");
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(visitor.session(), None);
    assert_eq!(rows(&db.db, "sessions"), 0);
    assert_eq!(rows(&db.db, "audit_log WHERE action IN ('signed in', 'signed out')"), 2);
    assert_eq!(signed_in_with(&db, "password alone"), 1);
    assert_eq!(rows(&db.db, "audit_log WHERE changes LIKE '%horse%' OR changes LIKE '%argon%'"), 0);
    let elsewhere = [fields[0], fields[1], ("next", "//other.example")];
    assert_eq!(visitor.post("/sign-in", &elsewhere).await.header("location"), "/admin");
}

/// The number of sign-ins with a factor in the audit log.
fn signed_in_with(db: &TestDb, factor: &str) -> i64 {
    let after = format!("'%\"after\":\"{factor}\"%'");
    rows(&db.db, &format!("audit_log WHERE action = 'signed in' AND changes LIKE {after}"))
}

on_both!(async an_unknown_address_and_a_wrong_password_look_the_same);
async fn an_unknown_address_and_a_wrong_password_look_the_same(db: TestDb) {
    add_user(&db, Role::Editor);
    let visitor = Visitor::new(&db);
    let wrong = sign_in(&visitor, "editor@example.org", "not the password").await;
    let unknown = sign_in(&visitor, "nobody@example.org", "not the password").await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.body.replace("editor@", "nobody@"), unknown.body);
    assert_eq!(wrong.text("[role=alert] li"), "Email address, password or code is wrong");
    assert_eq!(wrong.attributes("[role=alert] a", "href"), ["#email"]);
    assert_eq!(wrong.attributes("#email", "value"), ["editor@example.org"]);
    assert_eq!(wrong.attributes("#email", "aria-describedby"), ["email-error"]);
    assert_eq!(wrong.attributes("#password", "value"), [""]);
    let logged = rows(&db.db, "audit_log WHERE subject LIKE '%nobody%'");
    assert_eq!(logged, 0, "what strangers type isn’t logged");
}

on_both!(async strangers_are_limited_without_locking_the_owner_out);
async fn strangers_are_limited_without_locking_the_owner_out(db: TestDb) {
    add_user(&db, Role::Editor);
    let owner = Visitor::new(&db);
    assert_eq!(sign_in(&owner, "editor@example.org", PASSWORD).await.status, 303);
    let stranger = owner.beside();
    for _ in 0..10 {
        assert_eq!(sign_in(&stranger, "editor@example.org", "wrong").await.status, 422);
    }
    let refused = sign_in(&stranger, "editor@example.org", PASSWORD).await;
    assert_eq!(refused.status, 429);
    let seconds: i64 = refused.header("retry-after").parse().unwrap();
    assert!((890..=900).contains(&seconds), "{seconds}");
    for _ in 0..5 {
        assert_eq!(sign_in(&stranger, "editor@example.org", "wrong").await.status, 429);
    }
    assert_eq!(rows(&db.db, WAITS), 1, "only the first is logged");
    assert_eq!(sign_in(&owner, "editor@example.org", PASSWORD).await.status, 303, "the browser is known");
    owner.clock().advance(seconds);
    assert_eq!(sign_in(&stranger, "editor@example.org", PASSWORD).await.status, 303);
    owner.clock().advance(86_401);
    sign_in(&stranger, "editor@example.org", PASSWORD).await;
    assert_eq!(rows(&db.db, "sign_in_failures"), 0, "old failures are deleted");
}

on_both!(async a_client_address_is_limited_across_accounts);
async fn a_client_address_is_limited_across_accounts(db: TestDb) {
    let (direct, proxied) = (Visitor::new(&db), Visitor::behind_proxy(&db));
    proxied.clock().advance(3_601);
    for (time, stranger) in [(1, direct), (2, proxied)] {
        for n in 0..35 {
            let expected = if n < 30 { 422 } else { 429 };
            let refused = sign_in(&stranger, &format!("a{n}@example.org"), "wrong").await;
            assert_eq!(refused.status, expected, "account {n}, wait {time}");
        }
        assert_eq!(rows(&db.db, WAITS), time, "each wait is logged once, whichever accounts were tried");
        assert_eq!(sign_in(&stranger.beside(), "a31@example.org", "wrong").await.status, 422);
    }
}

on_both!(async a_password_with_outdated_hash_parameters_is_rehashed);
async fn a_password_with_outdated_hash_parameters_is_rehashed(db: TestDb) {
    add_user(&db, Role::Editor);
    let cheap = Params::new(8, 1, 1, None).unwrap();
    let old = Argon2::from(cheap).hash_password(PASSWORD.as_bytes()).unwrap().to_string();
    db.run(&format!("UPDATE users SET password = '{old}'"));
    let visitor = Visitor::new(&db);
    assert_eq!(sign_in(&visitor, "editor@example.org", "wrong").await.status, 422);
    assert_eq!(rows(&db.db, &format!("users WHERE password = '{old}'")), 1);
    assert_eq!(sign_in(&visitor, "editor@example.org", PASSWORD).await.status, 303);
    assert_eq!(rows(&db.db, "users WHERE password LIKE '$argon2id$%m=47104,t=1,p=1$%'"), 1);
    assert_eq!(sign_in(&visitor.beside(), "editor@example.org", PASSWORD).await.status, 303);
    assert_eq!(visitor.get("/admin/account").await.status, 200, "no session was ended");
}

on_both!(async sessions_end_after_seven_days_or_twelve_idle_hours);
async fn sessions_end_after_seven_days_or_twelve_idle_hours(db: TestDb) {
    let visitor = Visitor::signed_in(&db, Role::Author);
    for _ in 0..14 {
        visitor.clock().advance(11 * 3_600);
        assert_eq!(visitor.get("/admin/account").await.status, 200);
    }
    visitor.clock().advance(15 * 3_600);
    assert_eq!(visitor.get("/admin/account").await.status, 303, "seven days are over");
    visitor.sign_in_as(Role::Author);
    assert_eq!(visitor.get("/admin/account").await.status, 200);
    visitor.clock().advance(12 * 3_600 + 1);
    assert_eq!(visitor.get("/admin/account").await.status, 303, "twelve hours idle");
}

on_both!(async a_one_time_link_works_once_within_an_hour);
async fn a_one_time_link_works_once_within_an_hour(db: TestDb) {
    let visitor = Visitor::new(&db);
    let link = || {
        let now = visitor.clock().now();
        let token = db.db.write_now(|conn| password_link::first(conn, now)).unwrap();
        token.map(|token| (password_link::url("", &token), token))
    };
    let (late, _) = link().unwrap();
    visitor.clock().advance(3_601);
    assert_eq!(visitor.get(&late).await.status, 410);
    let (url, token) = link().unwrap();
    assert_eq!(visitor.get(&url).await.text("h1"), "Create the first admin account");
    let with = async |password, repeated| {
        let account = [("token", &*token), ("email", "me@example.org")];
        let fields = [&account[..], &[("password", password), ("repeated", repeated)]].concat();
        visitor.post("/sign-in/link", &fields).await
    };
    let weak = with("password1234", "password1234").await;
    assert_eq!((weak.status, weak.attributes("[role=alert] a", "href")), (422, vec!["#password".into()]));
    assert_eq!(weak.attributes("#email", "value"), ["me@example.org"]);
    assert_eq!(with(PASSWORD, "another").await.attributes("[role=alert] a", "href"), ["#repeated"]);
    assert_eq!(with(PASSWORD, PASSWORD).await.status, 303);
    assert_eq!(with(PASSWORD, PASSWORD).await.status, 410);
    assert!(link().is_none(), "there is a user now");
    assert_eq!(sign_in(&visitor, "me@example.org", PASSWORD).await.status, 303);
    assert_eq!(visitor.get("/admin/users").await.status, 200);
}

on_both!(async sign_in_asks_for_the_second_factor);
async fn sign_in_asks_for_the_second_factor(db: TestDb) {
    let visitor = Visitor::signed_in(&db, Role::Author);
    let page = visitor.get("/admin/account/second-factor").await;
    assert_eq!(page.attributes("svg.qr", "role"), ["img"]);
    let secret = page.attributes("input[name=secret]", "value").remove(0);
    let wrong = visitor.post("/admin/account/second-factor", &[("secret", &secret), ("code", "12")]).await;
    assert_eq!((wrong.status, wrong.attributes("input[name=secret]", "value")), (422, vec![secret]));
    let (secret, first, recovery) = set_second_factor(&visitor).await;
    assert_eq!((recovery.len(), recovery[0].len()), (10, 39));

    let fresh = visitor.beside();
    let with = async |code: &str| {
        let fields = [("email", "author@example.org"), ("password", PASSWORD), ("code", code)];
        fresh.post("/sign-in", &fields).await
    };
    let refused = with("").await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.text("[role=alert] li"), "Email address, password or code is wrong");
    assert_eq!(with(&first).await.status, 422, "a code works once");
    fresh.clock().advance(60);
    for code in [&fresh.code(&secret), &recovery[3].to_uppercase()] {
        assert_eq!(with(code).await.status, 303);
        assert_eq!(with(code).await.status, 422, "it works once");
    }
    assert_eq!(rows(&db.db, "recovery_codes"), 9);
    assert_eq!((signed_in_with(&db, "code"), signed_in_with(&db, "recovery code")), (1, 1));
}

/// Sets up a second factor. Returns its secret, the code used for the setup, and the recovery codes.
pub async fn set_second_factor(visitor: &Visitor<'_>) -> (String, String, Vec<String>) {
    let path = "/admin/account/second-factor";
    let secret = visitor.get(path).await.attributes("input[name=secret]", "value").remove(0);
    let code = visitor.code(&secret);
    let set = visitor.post(path, &[("secret", &secret), ("code", &code)]).await;
    assert_eq!(set.status, 200);
    (secret, code, set.texts(".recovery-codes li"))
}

on_both!(async signing_out_removes_the_cookie_even_if_nothing_can_be_stored);
async fn signing_out_removes_the_cookie_even_if_nothing_can_be_stored(db: TestDb) {
    let visitor = Visitor::signed_in(&db, Role::Author);
    db.run("DROP TABLE audit_log");
    assert_eq!(visitor.post("/sign-out", &[]).await.status, 500);
    assert_eq!(visitor.session(), None);
}

on_both!(async a_browser_token_that_the_site_did_not_give_is_replaced);
async fn a_browser_token_that_the_site_did_not_give_is_replaced(db: TestDb) {
    add_user(&db, Role::Editor);
    let visitor = Visitor::new(&db);
    let fields = [("email", "editor@example.org"), ("password", PASSWORD)];
    let planted = [("Sec-Fetch-Site", "same-origin"), ("Cookie", "__Host-metier-browser=planted")];
    let answer = visitor.post_with("/sign-in", &fields, &planted).await;
    let set: Vec<&str> = answer.headers.get_all("set-cookie").map(|set| set.to_str().unwrap()).collect();
    let given = |set: &&str| set.starts_with("__Host-metier-browser=") && !set.contains("planted");
    assert!(set.iter().any(given), "{set:?}");
}

//! Signing in and out, the limits, one-time links, and when sessions end.

use metier::models::password_link;
use metier::models::user::Role;

use crate::support::{Answer, PASSWORD, TestDb, Visitor, add_user, code_of, count};

async fn sign_in(visitor: &Visitor<'_>, email: &str, password: &str) -> Answer {
    visitor.post("/sign-in", &[("email", email), ("password", password)]).await
}

on_both!(async one_signs_in_and_out);
async fn one_signs_in_and_out(db: TestDb) {
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
    assert_eq!(visitor.post("/sign-out", &[]).await.header("location"), "/sign-in?done=out");
    assert!(!visitor.has_cookie("__Host-metier-session"));
    assert_eq!(count(&db.db, "SELECT COUNT(*) AS count FROM sessions"), 0);
    let entries = "SELECT COUNT(*) AS count FROM audit_log WHERE action IN ('signed in', 'signed out')";
    assert_eq!(count(&db.db, entries), 2);
    let secrets =
        "SELECT COUNT(*) AS count FROM audit_log WHERE changes LIKE '%horse%' OR changes LIKE '%argon%'";
    assert_eq!(count(&db.db, secrets), 0);
}

on_both!(async one_is_never_led_to_another_site);
async fn one_is_never_led_to_another_site(db: TestDb) {
    add_user(&db, Role::Editor);
    let fields = [("email", "editor@example.org"), ("password", PASSWORD), ("next", "//other.example")];
    assert_eq!(Visitor::new(&db).post("/sign-in", &fields).await.header("location"), "/admin");
}

on_both!(async an_unknown_address_and_a_wrong_password_look_the_same);
async fn an_unknown_address_and_a_wrong_password_look_the_same(db: TestDb) {
    add_user(&db, Role::Editor);
    let visitor = Visitor::new(&db);
    let wrong = sign_in(&visitor, "editor@example.org", "not the password").await;
    let unknown = sign_in(&visitor, "nobody@example.org", "not the password").await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.body.replace("editor@", "nobody@"), unknown.body);
    assert_eq!(wrong.text("[role=alert] li"), "Address, password or code is wrong");
    assert_eq!(wrong.attributes("[role=alert] a", "href"), ["#email"]);
    assert_eq!(wrong.attributes("#email", "value"), ["editor@example.org"]);
    assert_eq!(wrong.attributes("#email", "aria-describedby"), ["email-error"]);
    assert_eq!(wrong.attributes("#password", "value"), [""]);
    let log = "SELECT COUNT(*) AS count FROM audit_log WHERE subject LIKE '%nobody%'";
    assert_eq!(count(&db.db, log), 0, "what strangers type isn’t kept");
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
    assert_eq!(sign_in(&owner, "editor@example.org", PASSWORD).await.status, 303, "it is known here");
    owner.clock().advance(seconds);
    assert_eq!(sign_in(&stranger, "editor@example.org", PASSWORD).await.status, 303);
    owner.clock().advance(86_401);
    sign_in(&stranger, "editor@example.org", PASSWORD).await;
    assert_eq!(count(&db.db, "SELECT COUNT(*) AS count FROM sign_in_failures"), 0, "old ones are forgotten");
}

on_both!(async one_address_is_limited_over_all_accounts);
async fn one_address_is_limited_over_all_accounts(db: TestDb) {
    limit_by_address(Visitor::new(&db)).await;
}

on_both!(async behind_a_proxy_its_word_is_the_address);
async fn behind_a_proxy_its_word_is_the_address(db: TestDb) {
    limit_by_address(Visitor::behind_proxy(&db)).await;
}

async fn limit_by_address(stranger: Visitor<'_>) {
    for n in 0..30 {
        assert_eq!(sign_in(&stranger, &format!("a{n}@example.org"), "wrong").await.status, 422);
    }
    assert_eq!(sign_in(&stranger, "a31@example.org", "wrong").await.status, 429);
    assert_eq!(sign_in(&stranger.beside(), "a31@example.org", "wrong").await.status, 422);
}

on_both!(async sessions_end_when_they_should);
async fn sessions_end_when_they_should(db: TestDb) {
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

on_both!(async a_link_is_good_once_and_for_an_hour);
async fn a_link_is_good_once_and_for_an_hour(db: TestDb) {
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
    assert_eq!(visitor.get(&url).await.text("h1"), "Become the first admin");
    let with = |password: &'static str, repeated: &'static str| {
        let token = token.clone();
        let visitor = &visitor;
        async move {
            let fields = [
                ("token", &*token),
                ("email", "me@example.org"),
                ("password", password),
                ("repeated", repeated),
            ];
            visitor.post("/sign-in/link", &fields).await
        }
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

on_both!(async a_second_factor_is_asked_for);
async fn a_second_factor_is_asked_for(db: TestDb) {
    let visitor = Visitor::signed_in(&db, Role::Author);
    let page = visitor.get("/admin/account/second-factor").await;
    let secret = page.attributes("input[name=secret]", "value").remove(0);
    assert_eq!(page.attributes("svg.qr", "role"), ["img"]);
    let now = || u64::try_from(visitor.clock().now().and_utc().timestamp()).unwrap();
    let code = || code_of(&secret, now());
    let wrong = visitor.post("/admin/account/second-factor", &[("secret", &secret), ("code", "12")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.attributes("input[name=secret]", "value"), [secret.as_str()]);
    let first = code();
    let set = visitor.post("/admin/account/second-factor", &[("secret", &secret), ("code", &first)]).await;
    let recovery = set.texts(".recovery-codes li");
    assert_eq!((set.status, recovery.len()), (200, 10));

    let fresh = visitor.beside();
    let with = |code: String| {
        let fresh = &fresh;
        async move {
            let fields = [("email", "author@example.org"), ("password", PASSWORD), ("code", &code)];
            fresh.post("/sign-in", &fields).await
        }
    };
    let refused = with(String::new()).await;
    assert_eq!(
        (refused.status, refused.text("[role=alert] li")),
        (422, "Address, password or code is wrong".into())
    );
    assert_eq!(with(first).await.status, 422, "a step is good once");
    fresh.clock().advance(60);
    let next = code();
    assert_eq!(with(next.clone()).await.status, 303);
    assert_eq!(with(next).await.status, 422);
    assert_eq!(with(recovery[3].to_uppercase()).await.status, 303);
    assert_eq!(with(recovery[3].clone()).await.status, 422);
    assert_eq!(count(&db.db, "SELECT COUNT(*) AS count FROM recovery_codes"), 9);
}

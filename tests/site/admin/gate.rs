//! Who may pass where. Each route of the desk stands in the table, by what is in `src/routes.rs`.

use std::collections::BTreeSet;

use metier::models::user::Role;

use crate::support::{TestDb, Visitor, add_user, ask, count};

/// What a route answers: to a stranger, an author, an editor, an admin. Forms are sent empty.
type Row = (&'static str, &'static str, [u16; 4]);

const ROUTES: &[Row] = &[
    ("GET", "/admin", [303, 303, 303, 303]),
    ("GET", "/admin/users", [303, 403, 403, 200]),
    ("POST", "/admin/users", [401, 403, 403, 422]),
    ("POST", "/admin/users/rules", [401, 403, 403, 303]),
    ("GET", "/admin/users/{id}", [303, 403, 403, 200]),
    ("POST", "/admin/users/{id}", [401, 403, 403, 422]),
    ("POST", "/admin/users/{id}/link", [401, 403, 403, 200]),
    ("POST", "/admin/users/{id}/sessions", [401, 403, 403, 400]),
    ("GET", "/admin/account", [303, 200, 200, 200]),
    ("POST", "/admin/account/sessions", [401, 400, 400, 400]),
    ("GET", "/admin/account/confirm", [303, 200, 200, 200]),
    ("POST", "/admin/account/confirm", [401, 422, 422, 422]),
    ("GET", "/admin/account/password", [303, 200, 200, 200]),
    ("POST", "/admin/account/password", [401, 422, 422, 422]),
    ("GET", "/admin/account/email", [303, 200, 200, 200]),
    ("POST", "/admin/account/email", [401, 422, 422, 422]),
    ("GET", "/admin/account/second-factor", [303, 200, 200, 200]),
    ("POST", "/admin/account/second-factor", [401, 400, 400, 400]),
];

/// The routes of the desk as `src/routes.rs` has them.
fn declared() -> BTreeSet<(&'static str, String)> {
    let routes = include_str!("../../../src/routes.rs");
    let (list, _) = routes.split_once("\n}\n").unwrap();
    let mut found = BTreeSet::new();
    for service in list.split(".service(") {
        let Some(path) = service.split('"').nth(1).filter(|path| path.starts_with("/admin")) else {
            continue;
        };
        let service: String = service.split_whitespace().collect();
        assert!(service.starts_with("desk(") && service.contains(",Role::"), "{path} has no least role");
        for (word, method) in [("get(", "GET"), ("post(", "POST")] {
            let is_way = [format!("[{word}"), format!(",{word}")].iter().any(|way| service.contains(way));
            found.extend(is_way.then(|| (method, path.to_owned())));
        }
    }
    found
}

#[test]
fn every_route_of_the_desk_stands_in_the_table() {
    let tabled = ROUTES.iter().map(|(method, path, _)| (*method, (*path).to_owned())).collect();
    assert_eq!(declared(), tabled);
}

on_both!(async each_role_passes_where_it_may);
async fn each_role_passes_where_it_may(db: TestDb) {
    let other = add_user(&db, Role::Editor);
    let visitors = [
        Visitor::new(&db),
        Visitor::signed_in(&db, Role::Author),
        Visitor::signed_in(&db, Role::Editor),
        Visitor::signed_in(&db, Role::Admin),
    ];
    for (method, path, expected) in ROUTES {
        let path = path.replace("{id}", &other.id.to_string());
        for (visitor, expected) in visitors.iter().zip(expected) {
            let answer = match *method {
                "GET" => visitor.get(&path).await,
                _ => visitor.post(&path, &[]).await,
            };
            assert_eq!(answer.status, *expected, "{method} {path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
            assert_eq!(answer.header("x-robots-tag"), "noindex", "{method} {path}");
        }
        if path.ends_with("/link") {
            visitors[2].sign_in_as(Role::Editor);
        }
    }
    let refused =
        "SELECT COUNT(*) AS count FROM audit_log WHERE action = 'refused' AND who = 'author@example.org'";
    assert!(count(&db.db, refused) >= 7);
}

on_both!(async strangers_are_led_to_sign_in_and_back);
async fn strangers_are_led_to_sign_in_and_back(db: TestDb) {
    let answer = Visitor::new(&db).get("/admin/users/7?a=b&c=d").await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/sign-in?next=%2Fadmin%2Fusers%2F7%3Fa%3Db%26c%3Dd");
}

on_both!(async nothing_is_changed_from_other_sites);
async fn nothing_is_changed_from_other_sites(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let fields = [("email", "x@example.org"), ("role", "admin")];
    for headers in [
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://careers.example")][..],
        &[("Sec-Fetch-Site", "same-site")],
        &[("Sec-Fetch-Site", "none")],
        &[("Origin", "https://other.example")],
        &[("Origin", "null")],
        &[],
    ] {
        for path in ["/admin/users", "/sign-in", "/sign-out", "/about"] {
            assert_eq!(admin.post_with(path, &fields, headers).await.status, 403, "{path} {headers:?}");
        }
    }
    assert_eq!(count(&db.db, "SELECT COUNT(*) AS count FROM users"), 1);
    let noted = "SELECT COUNT(*) AS count FROM audit_log WHERE who = 'another site'";
    assert_eq!(count(&db.db, noted), 24);
    let old_browser = &[("Origin", "https://careers.example")];
    assert_eq!(admin.post_with("/admin/users", &fields, old_browser).await.status, 200);
}

on_both!(async forms_are_forms_of_a_sensible_size);
async fn forms_are_forms_of_a_sensible_size(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let long = "x".repeat(65_536);
    assert_eq!(admin.post("/admin/users", &[("email", &long)]).await.status, 413);
    let as_json = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/json")];
    assert_eq!(admin.post_with("/admin/users", &[], &as_json).await.status, 400);
    let answer = ask(&db, actix_web::http::Method::DELETE, "/sign-in").await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD, POST"));
}

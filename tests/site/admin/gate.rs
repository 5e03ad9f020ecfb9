//! Access to the desk by role, in a table that must have all its routes in `src/routes.rs`.

use std::collections::BTreeSet;

use actix_web::http::Method;
use metier::models::user::Role::{self, Admin, Author, Editor};

use crate::support::careers::drafted;
use crate::support::{TestDb, Visitor, add_user, routes, rows};

/// A path, the lowest role that may use it, and its methods with the status for users who may. Forms are sent empty.
type Route = (&'static str, Role, &'static [(&'static str, u16)]);

const ROUTES: &[Route] = &[
    ("/admin", Author, &[("GET", 303)]),
    ("/admin/careers", Author, &[("GET", 200)]),
    ("/admin/careers/bulk", Editor, &[("POST", 422)]),
    ("/admin/careers/new", Author, &[("GET", 200), ("POST", 422)]),
    ("/admin/careers/{id}/edit", Author, &[("GET", 200), ("POST", 422)]),
    ("/admin/careers/{id}/preview", Author, &[("GET", 200)]),
    ("/admin/careers/{id}/preview-links", Author, &[("GET", 200), ("POST", 409)]),
    ("/admin/careers/{id}/preview-links/{link}/revoke", Author, &[("POST", 409)]),
    ("/admin/careers/{id}/publication", Editor, &[("GET", 200), ("POST", 409)]),
    ("/admin/careers/{id}/withdrawal", Editor, &[("POST", 409)]),
    ("/admin/careers/{id}/featured", Editor, &[("POST", 409)]),
    ("/admin/careers/{id}/schedules", Editor, &[("POST", 422)]),
    ("/admin/careers/{id}/schedules/{schedule}/cancel", Editor, &[("POST", 409)]),
    ("/admin/careers/{id}/review", Author, &[("GET", 200), ("POST", 409)]),
    ("/admin/careers/{id}/review/return", Editor, &[("POST", 409)]),
    ("/admin/careers/{id}/history", Author, &[("GET", 200)]),
    ("/admin/careers/{id}/restore", Author, &[("POST", 404)]),
    ("/admin/careers/{id}/address", Editor, &[("GET", 200), ("POST", 422)]),
    ("/admin/careers/{id}/delete", Editor, &[("GET", 200), ("POST", 409)]),
    ("/admin/careers/{id}/quality", Author, &[("GET", 200)]),
    ("/admin/insights", Author, &[("GET", 200)]),
    ("/admin/insights/new", Author, &[("GET", 200), ("POST", 422)]),
    ("/admin/insights/{id}/edit", Author, &[("GET", 404), ("POST", 400)]),
    ("/admin/insights/{id}/logo", Author, &[("GET", 404), ("POST", 400)]),
    ("/admin/insights/{id}/delete", Editor, &[("GET", 404), ("POST", 400)]),
    ("/admin/insights/{id}/moderation", Editor, &[("POST", 400)]),
    ("/admin/questions", Author, &[("GET", 200)]),
    ("/admin/questions/new", Author, &[("GET", 200), ("POST", 422)]),
    ("/admin/questions/{id}/edit", Author, &[("GET", 404), ("POST", 400)]),
    ("/admin/questions/{id}/delete", Editor, &[("GET", 404), ("POST", 400)]),
    ("/admin/questions/{id}/moderation", Editor, &[("POST", 400)]),
    ("/admin/jobs", Author, &[("GET", 200)]),
    ("/admin/jobs/new", Editor, &[("GET", 200), ("POST", 422)]),
    ("/admin/jobs/{id}/edit", Editor, &[("GET", 404), ("POST", 400)]),
    ("/admin/jobs/{id}/delete", Editor, &[("GET", 404), ("POST", 400)]),
    ("/admin/categories", Author, &[("GET", 200)]),
    ("/admin/categories/new", Editor, &[("GET", 200), ("POST", 422)]),
    ("/admin/categories/{id}/edit", Editor, &[("GET", 404), ("POST", 400)]),
    ("/admin/categories/{id}/delete", Editor, &[("GET", 404), ("POST", 400)]),
    ("/admin/sources", Author, &[("GET", 200)]),
    ("/admin/sources/new", Editor, &[("GET", 200), ("POST", 422)]),
    ("/admin/sources/{id}/edit", Editor, &[("GET", 404), ("POST", 400)]),
    ("/admin/sources/{id}/delete", Editor, &[("GET", 404), ("POST", 400)]),
    ("/admin/quality", Author, &[("GET", 200)]),
    ("/admin/quality/links", Editor, &[("POST", 200)]),
    ("/admin/careers/{id}/quality/links", Editor, &[("POST", 200)]),
    ("/admin/audit", Admin, &[("GET", 200)]),
    ("/admin/audit.csv", Admin, &[("GET", 200)]),
    ("/admin/users", Admin, &[("GET", 200), ("POST", 422)]),
    ("/admin/users/rules", Admin, &[("POST", 400)]),
    ("/admin/users/{id}", Admin, &[("GET", 200), ("POST", 422)]),
    ("/admin/users/{id}/link", Admin, &[("POST", 409)]),
    ("/admin/users/{id}/sessions", Admin, &[("POST", 400)]),
    ("/admin/account", Author, &[("GET", 200)]),
    ("/admin/account/sessions", Author, &[("POST", 400)]),
    ("/admin/account/confirm", Author, &[("GET", 200), ("POST", 422)]),
    ("/admin/account/password", Author, &[("GET", 200), ("POST", 422)]),
    ("/admin/account/email", Author, &[("GET", 200), ("POST", 422)]),
    ("/admin/account/second-factor", Author, &[("GET", 200), ("POST", 400)]),
];

/// The paths, roles and methods of the desk's routes in `src/routes.rs`.
fn declared() -> BTreeSet<(&'static str, String, Vec<&'static str>)> {
    let mut found = BTreeSet::new();
    for (path, line) in routes().filter(|(path, _)| path.starts_with("/admin")) {
        let is_desk =
            [".service(desk(", ".service(desk_costly("].iter().any(|written| line.contains(written));
        assert!(is_desk, "{path} has no minimum role");
        let [_, role, handlers] = line.splitn(3, ", ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        // The handlers of the shared forms answer both methods.
        let answers = |method: &str| handlers.starts_with("form_") || handlers.contains(method);
        let methods = [("get(", "GET"), ("post(", "POST")].into_iter().filter(|(word, _)| answers(word));
        let methods = methods.map(|(_, method)| method).collect();
        found.insert((path, role.to_owned(), methods));
    }
    found
}

#[test]
fn every_route_of_the_desk_is_in_the_table() {
    let tabled = ROUTES.iter().map(|(path, least, methods)| {
        (*path, format!("{least:?}"), methods.iter().map(|(method, _)| *method).collect())
    });
    assert_eq!(declared(), tabled.collect());
}

on_both!(async each_role_gets_the_status_in_the_table);
async fn each_role_gets_the_status_in_the_table(db: TestDb) {
    let other = add_user(&db, Editor);
    let stranger = Visitor::new(&db);
    let users = [Author, Editor, Admin].map(|role| (Some(role), Visitor::signed_in(&db, role)));
    let visitors: Vec<_> = [(None, stranger)].into_iter().chain(users).collect();
    let mut wrong = Vec::new();
    let career = drafted(&db.db, "Actuary");
    for (path, least, methods) in ROUTES {
        let id = if path.starts_with("/admin/careers/") { career } else { other.id };
        let path = path.replace("{id}", &id.to_string()).replace("{link}", "7").replace("{schedule}", "7");
        for (method, allowed) in *methods {
            for (role, visitor) in &visitors {
                let (answer, to_strangers) = match *method {
                    "GET" => (visitor.get(&path).await, 303),
                    _ => (visitor.post(&path, &[]).await, 401),
                };
                let expected = match role {
                    None => to_strangers,
                    Some(role) if role < least => 403,
                    Some(_) => *allowed,
                };
                if answer.status != expected {
                    wrong.push(format!("{method} {path}: {} for {role:?}", answer.status));
                }
                assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
                assert_eq!(answer.header("x-robots-tag"), "noindex", "{method} {path}");
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(rows(&db.db, "audit_log WHERE action = 'was refused' AND who = 'author@example.org'") >= 20);
    let asked = Visitor::new(&db).get("/admin/users/7?a=b&c=d").await;
    assert_eq!(asked.status, 303, "strangers sign in and come back");
    assert_eq!(asked.header("location"), "/sign-in?next=%2Fadmin%2Fusers%2F7%3Fa%3Db%26c%3Dd");
}

on_both!(async cross_site_requests_are_refused_and_logged);
async fn cross_site_requests_are_refused_and_logged(db: TestDb) {
    let admin = Visitor::signed_in(&db, Admin);
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
    assert_eq!(rows(&db.db, "users"), 1);
    let noted = "audit_log WHERE who = 'another site'";
    assert_eq!(rows(&db.db, noted), 4, "the first for each address");
    // Requests without a valid session aren't logged: anyone could fill the disk with them.
    let stranger = admin.beside();
    let elsewhere = &[("Sec-Fetch-Site", "cross-site")];
    assert_eq!(stranger.post_with("/sign-in", &fields, elsewhere).await.status, 403);
    let ended = &[("Sec-Fetch-Site", "cross-site"), ("Cookie", "__Host-metier-session=ended")];
    assert_eq!(stranger.post_with("/sign-in", &fields, ended).await.status, 403);
    assert_eq!(rows(&db.db, noted), 4);
    let old_browser = &[("Origin", "https://careers.example")];
    assert_eq!(admin.post_with("/admin/users", &fields, old_browser).await.status, 200);
    assert_eq!(admin.post_with("/preview/a-secret-token", &[], elsewhere).await.status, 403);
    assert_eq!(rows(&db.db, "audit_log WHERE subject LIKE '%a-secret-token%'"), 0);
    assert_eq!(rows(&db.db, noted), 5);
    db.run("DROP TABLE audit_log");
    let refused = admin.post_with("/admin/users", &[], elsewhere).await;
    assert_eq!(refused.status, 403, "even if it can’t be logged");
}

on_both!(async oversized_and_malformed_forms_are_refused);
async fn oversized_and_malformed_forms_are_refused(db: TestDb) {
    let admin = Visitor::signed_in(&db, Admin);
    let long = "x".repeat(65_536);
    assert_eq!(admin.post("/admin/users", &[("email", &long)]).await.status, 413);
    let as_json = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/json")];
    assert_eq!(admin.post_with("/admin/users", &[], &as_json).await.status, 400);
    let answer = Visitor::new(&db).ask(Method::DELETE, "/sign-in").await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD, POST"));
}

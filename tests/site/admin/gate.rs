//! Access to the desk by role, in a table that must have all its routes in `src/routes.rs`.

use std::collections::BTreeSet;

use metier::models::user::Role;

use crate::support::{TestDb, Visitor, add_user, count};

/// Method, route, and the statuses for a stranger, an author, an editor and an admin. Forms are sent empty.
type Row = (&'static str, &'static str, [u16; 4]);

const ROUTES: &[Row] = &[
    ("GET", "/admin", [303, 303, 303, 303]),
    ("GET", "/admin/careers", [303, 200, 200, 200]),
    ("POST", "/admin/careers/bulk", [401, 403, 422, 422]),
    ("GET", "/admin/careers/new", [303, 200, 200, 200]),
    ("POST", "/admin/careers/new", [401, 422, 422, 422]),
    ("GET", "/admin/careers/{id}/edit", [303, 200, 200, 200]),
    ("POST", "/admin/careers/{id}/edit", [401, 422, 422, 422]),
    ("GET", "/admin/careers/{id}/preview", [303, 200, 200, 200]),
    ("GET", "/admin/careers/{id}/preview-links", [303, 200, 200, 200]),
    ("POST", "/admin/careers/{id}/preview-links", [401, 409, 409, 409]),
    ("POST", "/admin/careers/{id}/preview-links/{link}/revoke", [401, 409, 409, 409]),
    ("GET", "/admin/careers/{id}/publication", [303, 403, 200, 200]),
    ("POST", "/admin/careers/{id}/publication", [401, 403, 409, 409]),
    ("POST", "/admin/careers/{id}/withdrawal", [401, 403, 409, 409]),
    ("POST", "/admin/careers/{id}/schedules", [401, 403, 422, 422]),
    ("POST", "/admin/careers/{id}/schedules/{schedule}/cancel", [401, 403, 409, 409]),
    ("GET", "/admin/careers/{id}/review", [303, 200, 200, 200]),
    ("POST", "/admin/careers/{id}/review", [401, 409, 409, 409]),
    ("POST", "/admin/careers/{id}/review/return", [401, 403, 409, 409]),
    ("GET", "/admin/careers/{id}/history", [303, 200, 200, 200]),
    ("POST", "/admin/careers/{id}/restore", [401, 404, 404, 404]),
    ("GET", "/admin/careers/{id}/address", [303, 403, 200, 200]),
    ("POST", "/admin/careers/{id}/address", [401, 403, 422, 422]),
    ("GET", "/admin/careers/{id}/delete", [303, 403, 200, 200]),
    ("POST", "/admin/careers/{id}/delete", [401, 403, 409, 409]),
    ("GET", "/admin/careers/{id}/quality", [303, 200, 200, 200]),
    ("GET", "/admin/insights", [303, 200, 200, 200]),
    ("GET", "/admin/insights/new", [303, 200, 200, 200]),
    ("POST", "/admin/insights/new", [401, 422, 422, 422]),
    ("GET", "/admin/insights/{id}/edit", [303, 404, 404, 404]),
    ("POST", "/admin/insights/{id}/edit", [401, 400, 400, 400]),
    ("GET", "/admin/insights/{id}/logo", [303, 404, 404, 404]),
    ("POST", "/admin/insights/{id}/logo", [401, 400, 400, 400]),
    ("GET", "/admin/insights/{id}/delete", [303, 403, 404, 404]),
    ("POST", "/admin/insights/{id}/delete", [401, 403, 400, 400]),
    ("POST", "/admin/insights/{id}/moderation", [401, 403, 400, 400]),
    ("GET", "/admin/questions", [303, 200, 200, 200]),
    ("GET", "/admin/questions/new", [303, 200, 200, 200]),
    ("POST", "/admin/questions/new", [401, 422, 422, 422]),
    ("GET", "/admin/questions/{id}/edit", [303, 404, 404, 404]),
    ("POST", "/admin/questions/{id}/edit", [401, 400, 400, 400]),
    ("GET", "/admin/questions/{id}/delete", [303, 403, 404, 404]),
    ("POST", "/admin/questions/{id}/delete", [401, 403, 400, 400]),
    ("POST", "/admin/questions/{id}/moderation", [401, 403, 400, 400]),
    ("GET", "/admin/jobs", [303, 200, 200, 200]),
    ("GET", "/admin/jobs/new", [303, 403, 200, 200]),
    ("POST", "/admin/jobs/new", [401, 403, 422, 422]),
    ("GET", "/admin/jobs/{id}/edit", [303, 403, 404, 404]),
    ("POST", "/admin/jobs/{id}/edit", [401, 403, 400, 400]),
    ("GET", "/admin/jobs/{id}/delete", [303, 403, 404, 404]),
    ("POST", "/admin/jobs/{id}/delete", [401, 403, 400, 400]),
    ("GET", "/admin/categories", [303, 200, 200, 200]),
    ("GET", "/admin/categories/new", [303, 403, 200, 200]),
    ("POST", "/admin/categories/new", [401, 403, 422, 422]),
    ("GET", "/admin/categories/{id}/edit", [303, 403, 404, 404]),
    ("POST", "/admin/categories/{id}/edit", [401, 403, 400, 400]),
    ("GET", "/admin/categories/{id}/delete", [303, 403, 404, 404]),
    ("POST", "/admin/categories/{id}/delete", [401, 403, 400, 400]),
    ("GET", "/admin/sources", [303, 200, 200, 200]),
    ("GET", "/admin/sources/new", [303, 403, 200, 200]),
    ("POST", "/admin/sources/new", [401, 403, 422, 422]),
    ("GET", "/admin/sources/{id}/edit", [303, 403, 404, 404]),
    ("POST", "/admin/sources/{id}/edit", [401, 403, 400, 400]),
    ("GET", "/admin/sources/{id}/delete", [303, 403, 404, 404]),
    ("POST", "/admin/sources/{id}/delete", [401, 403, 400, 400]),
    ("GET", "/admin/quality", [303, 200, 200, 200]),
    ("POST", "/admin/quality/links", [401, 403, 200, 200]),
    ("POST", "/admin/careers/{id}/quality/links", [401, 403, 200, 200]),
    ("GET", "/admin/audit", [303, 403, 403, 200]),
    ("GET", "/admin/audit.csv", [303, 403, 403, 200]),
    ("GET", "/admin/users", [303, 403, 403, 200]),
    ("POST", "/admin/users", [401, 403, 403, 422]),
    ("POST", "/admin/users/rules", [401, 403, 403, 400]),
    ("GET", "/admin/users/{id}", [303, 403, 403, 200]),
    ("POST", "/admin/users/{id}", [401, 403, 403, 422]),
    ("POST", "/admin/users/{id}/link", [401, 403, 403, 409]),
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

/// The routes of the desk in `src/routes.rs`.
fn declared() -> BTreeSet<(&'static str, String)> {
    let routes = include_str!("../../../src/routes.rs");
    let mut found = BTreeSet::new();
    for service in routes.split(".service(").skip(1).filter_map(|rest| rest.lines().next()) {
        let Some(path) = service.split('"').nth(1).filter(|path| path.starts_with("/admin")) else {
            continue;
        };
        let has_role = [", Author, ", ", Editor, ", ", Admin, "].iter().any(|role| service.contains(role));
        assert!(service.starts_with("desk(") && has_role, "{path} has no minimum role");
        // The handlers of the shared forms answer both methods.
        let is_form = service.contains(", form_");
        for (word, method) in [("get(", "GET"), ("post(", "POST")] {
            let is_way =
                is_form || [format!("[{word}"), format!(", {word}")].iter().any(|way| service.contains(way));
            found.extend(is_way.then(|| (method, path.to_owned())));
        }
    }
    found
}

#[test]
fn every_route_of_the_desk_is_in_the_table() {
    let tabled = ROUTES.iter().map(|(method, path, _)| (*method, (*path).to_owned())).collect();
    assert_eq!(declared(), tabled);
}

on_both!(async each_role_gets_the_status_in_the_table);
async fn each_role_gets_the_status_in_the_table(db: TestDb) {
    let other = add_user(&db, Role::Editor);
    let visitors = [
        Visitor::new(&db),
        Visitor::signed_in(&db, Role::Author),
        Visitor::signed_in(&db, Role::Editor),
        Visitor::signed_in(&db, Role::Admin),
    ];
    let mut wrong = Vec::new();
    let career = crate::support::careers::drafted(&db.db, "Actuary");
    for (method, path, expected) in ROUTES {
        let id = if path.starts_with("/admin/careers/") { career } else { other.id };
        let path = path.replace("{id}", &id.to_string()).replace("{link}", "7").replace("{schedule}", "7");
        for (visitor, expected) in visitors.iter().zip(expected) {
            let answer = match *method {
                "GET" => visitor.get(&path).await,
                _ => visitor.post(&path, &[]).await,
            };
            if answer.status != *expected {
                wrong.push(format!("{method} {path}: {} for {expected}", answer.status));
            }
            assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
            assert_eq!(answer.header("x-robots-tag"), "noindex", "{method} {path}");
        }
    }
    assert_eq!(wrong, [""; 0]);
    let refused =
        "SELECT COUNT(*) AS count FROM audit_log WHERE action = 'was refused' AND who = 'author@example.org'";
    assert!(count(&db.db, refused) >= 20);
}

on_both!(async strangers_are_sent_to_sign_in_with_a_way_back);
async fn strangers_are_sent_to_sign_in_with_a_way_back(db: TestDb) {
    let answer = Visitor::new(&db).get("/admin/users/7?a=b&c=d").await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/sign-in?next=%2Fadmin%2Fusers%2F7%3Fa%3Db%26c%3Dd");
}

on_both!(async cross_site_requests_are_refused_and_logged);
async fn cross_site_requests_are_refused_and_logged(db: TestDb) {
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
    // Requests without a valid session aren't logged: anyone could fill the disk with them.
    let stranger = admin.beside();
    let elsewhere = &[("Sec-Fetch-Site", "cross-site")];
    assert_eq!(stranger.post_with("/sign-in", &fields, elsewhere).await.status, 403);
    let ended = &[("Sec-Fetch-Site", "cross-site"), ("Cookie", "__Host-metier-session=ended")];
    assert_eq!(stranger.post_with("/sign-in", &fields, ended).await.status, 403);
    assert_eq!(count(&db.db, noted), 24);
    let old_browser = &[("Origin", "https://careers.example")];
    assert_eq!(admin.post_with("/admin/users", &fields, old_browser).await.status, 200);
}

on_both!(async cross_site_requests_are_refused_even_if_logging_fails);
async fn cross_site_requests_are_refused_even_if_logging_fails(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let broken = db.db.write_now(|conn| {
        use diesel::RunQueryDsl;
        diesel::sql_query("DROP TABLE audit_log").execute(conn).map_err(metier::db::Error::from)
    });
    broken.unwrap();
    let elsewhere = &[("Sec-Fetch-Site", "cross-site")];
    assert_eq!(admin.post_with("/admin/users", &[], elsewhere).await.status, 403);
}

on_both!(async oversized_and_malformed_forms_are_refused);
async fn oversized_and_malformed_forms_are_refused(db: TestDb) {
    let admin = Visitor::signed_in(&db, Role::Admin);
    let long = "x".repeat(65_536);
    assert_eq!(admin.post("/admin/users", &[("email", &long)]).await.status, 413);
    let as_json = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/json")];
    assert_eq!(admin.post_with("/admin/users", &[], &as_json).await.status, 400);
    let answer = Visitor::new(&db).ask(actix_web::http::Method::DELETE, "/sign-in").await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD, POST"));
}

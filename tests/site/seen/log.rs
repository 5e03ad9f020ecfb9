//! What the log contains, and what it must not.

use std::fs;

use metier::models::user::Role;
use serde_json::Value;

use super::start_with_log;
use crate::support::{PASSWORD, Running, TestDb, add_user, entry, metier, save, session_cookie};

/// Sends a request with secrets in its headers, and returns the answer.
fn send(site: &Running, method: &str, path: &str, form: &[(&str, &str)]) -> String {
    let form = serde_html_form::to_string(form).unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: metier-session=planted-cookie; metier-browser=planted-browser\r\n\
         Authorization: Bearer planted-bearer\r\nReferer: http://planted-referer.example/\r\n\
         User-Agent: planted-agent\r\nX-Forwarded-For: 203.0.113.99\r\nX-Request-Id: planted-id\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    String::from_utf8_lossy(&site.send(&request)).into_owned()
}

on_both!(nothing_secret_or_personal_is_logged);
fn nothing_secret_or_personal_is_logged(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let (mut site, log) = start_with_log(metier(&db).env("RUST_LOG", "metier=trace"));
    let link = site.first_link();
    let token = link.split_once("token=").unwrap().1.to_owned();
    assert!(send(&site, "GET", &link, &[]).contains("Set your password"));
    add_user(&db, Role::Admin);
    for (email, password) in [("planted@example.org", "planted-wrong"), ("admin@example.org", PASSWORD)] {
        let form = [("email", email), ("password", password), ("code", "planted-code")];
        send(&site, "POST", "/sign-in", &form);
    }
    for path in [
        "/search?q=planted+words",
        "/search/suggest?q=planted",
        "/preview/planted-token",
        "/preview/planted-token/",
        "/preview/planted-token/more",
        "/PREVIEW/planted-token",
        "/admin/users?planted",
        "/careers?category=planted",
        "/careers/clerk?planted=1",
        "/oembed?url=http%3A%2F%2Fplanted.example",
        "/sign-in?next=%2Fplanted",
        "/planted/nowhere",
    ] {
        send(&site, "GET", path, &[]);
    }
    drop(site);
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains("answered") && log.contains("SELECT"), "the log has too little: {log}");
    for secret in ["planted", &token, PASSWORD, "admin@example.org", "203.0.113.99", "$argon2"] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "“{secret}” is in the log");
    }
}

on_both!(log_lines_and_the_answer_of_a_request_have_its_id);
fn log_lines_and_the_answer_of_a_request_have_its_id(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let (site, log) =
        start_with_log(metier(&db).env("RUST_LOG", "metier=trace").env("METIER_LOG_FORMAT", "json"));
    db.run("DROP TABLE jobs");
    let answer = send(&site, "GET", "/careers/clerk", &[]);
    let id = answer.split_once("x-request-id: ").unwrap().1.lines().next().unwrap().to_owned();
    assert!(answer.starts_with("HTTP/1.1 500") && answer.contains(&format!("<code>{id}</code>")), "{answer}");
    let other = send(&site, "GET", "/nowhere", &[]);
    assert!(other.contains("x-request-id: ") && !other.contains(&id) && !other.contains("<code>"), "{other}");
    assert!(!send(&site, "GET", "/skills", &[]).is_empty());
    let kept = send(&site, "GET", "/skills", &[]);
    assert!(!kept.contains("x-request-id"), "a cached page has no id: {kept}");
    drop(site);
    let log = fs::read_to_string(log).unwrap();
    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let its: Vec<_> = lines.filter(|line| line["span"]["id"] == *id).collect();
    for message in ["the request failed", "answered"] {
        assert!(its.iter().any(|line| line["message"] == message), "{message}: {its:?}");
    }
    let is_query = |line: &Value| line["query"].as_str().is_some_and(|sql| sql.contains("SELECT"));
    assert!(its.iter().any(is_query), "{its:?}");
}

on_both!(requests_at_the_desk_are_logged_with_the_id_of_the_user);
fn requests_at_the_desk_are_logged_with_the_id_of_the_user(db: TestDb) {
    let (site, log) = start_with_log(metier(&db).env("METIER_LOG_FORMAT", "json"));
    let cookie = session_cookie(&db, Role::Author);
    for path in ["/admin/careers", "/admin/users", "/about"] {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: t\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n");
        assert!(!site.send(&request).is_empty());
    }
    drop(site);
    let log = fs::read_to_string(log).unwrap();
    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let users = lines.filter(|line| line["message"] == "answered").map(|line| line["span"]["user"].as_i64());
    let user = add_user(&db, Role::Author).id;
    assert_eq!(users.collect::<Vec<_>>(), [Some(user), Some(user), None]);
}

#[test]
fn the_log_format_can_be_set() {
    let db = TestDb::sqlite();
    for (format, is_json) in [(None, true), (Some("json"), true), (Some("text"), false)] {
        let (site, log) =
            start_with_log(metier(&db).envs(format.map(|format| ("METIER_LOG_FORMAT", format))));
        site.get("/about");
        drop(site);
        let log = fs::read_to_string(log).unwrap();
        let line = log.lines().find(|line| line.contains("/about")).unwrap_or_else(|| panic!("{log}"));
        assert_eq!(serde_json::from_str::<Value>(line).is_ok(), is_json, "{line}");
        assert!(!line.contains('\u{1b}'), "a file has no colors: {line}");
    }
}

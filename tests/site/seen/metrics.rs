//! The metrics count what happened.

use metier::db::version;
use metier::models::user::Role;

use super::scrape::{Scrape, ask};
use crate::support::{Running, TestDb, add_user, entry, metier, save};

/// Starts a site with metrics, and returns it with their address.
fn start(db: &TestDb) -> (Running, String) {
    let mut site = Running::start(metier(db).env("METIER_METRICS_LISTEN", "127.0.0.1:0"));
    let figures = site.figures();
    (site, figures)
}

fn send(site: &Running, method: &str, path: &str, more: &str) {
    site.send(&format!("{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{more}\r\n"));
}

fn requests(method: &str, route: &str, status: u16) -> String {
    format!("metier_http_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}}")
}

on_both!(requests_are_counted_by_method_route_and_status);
fn requests_are_counted_by_method_route_and_status(db: TestDb) {
    save(&db.db, &[entry("Clerk"), entry("Actuary")]).unwrap();
    let (site, figures) = start(&db);
    for path in ["/careers/clerk", "/careers/clerk", "/careers/actuary", "/careers/clerk?colour=red"] {
        send(&site, "GET", path, "");
    }
    send(&site, "HEAD", "/careers/clerk", "");
    send(&site, "GET", "/careers/clerk", "If-None-Match: *\r\n");
    send(&site, "GET", "/careers/nobody", "");
    send(&site, "POST", "/about", "Sec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n");
    send(&site, "GET", "/search?q=clerk", "");
    send(&site, "GET", "/careers", "");
    let version = db.db.read_now(version::read).unwrap();
    let scrape = Scrape::of(&figures);
    let profile = "/careers/{slug}";
    for (series, count) in [
        (requests("GET", profile, 200), 4.0),
        (requests("HEAD", profile, 200), 1.0),
        (requests("GET", profile, 304), 1.0),
        (requests("GET", profile, 404), 1.0),
        (requests("POST", "/about", 405), 1.0),
        (requests("GET", "/search", 200), 1.0),
        (format!("metier_http_request_duration_seconds_count{{route=\"{profile}\"}}"), 7.0),
        ("metier_page_cache_requests_total{result=\"hit\"}".into(), 3.0),
        ("metier_page_cache_requests_total{result=\"miss\"}".into(), 5.0),
        ("metier_page_cache_requests_total{result=\"stale\"}".into(), 0.0),
        ("metier_page_cache_pages".into(), 3.0),
        ("metier_page_cache_compressions_waiting".into(), 3.0),
        ("metier_http_requests_in_flight".into(), 0.0),
        ("metier_database_connections{state=\"used\"}".into(), 0.0),
        ("metier_catalog_careers".into(), 2.0),
        ("metier_content_version".into(), version as f64),
        (format!("metier_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION")), 1.0),
    ] {
        assert_eq!(scrape.value(&series), count, "{series}");
    }
    for series in
        ["metier_database_statements_total", "metier_page_cache_size_bytes", "process_start_time_seconds"]
    {
        assert!(scrape.value(series) > 0.0, "{series}");
    }
    save(&db.db, &[entry("Baker")]).unwrap();
    super::wait("it sees the change", || {
        send(&site, "GET", "/careers/clerk", "");
        Scrape::of(&figures).value("metier_page_cache_requests_total{result=\"stale\"}") == 1.0
    });
}

on_both!(nothing_that_a_visitor_sends_becomes_a_label);
fn nothing_that_a_visitor_sends_becomes_a_label(db: TestDb) {
    let (site, figures) = start(&db);
    for (method, path) in [
        ("GET", "/evil"),
        ("GET", "/evil/evil?evil=evil"),
        ("GET", "/preview/evil"),
        ("GET", "/careers/evil/evil"),
        ("GET", "/static/css/evil.css"),
        ("GET", "/careers/evil%22%7D%0Aevil"),
        ("EVIL", "/about"),
        ("PROPFIND", "/evil"),
        ("DELETE", "/careers/evil"),
    ] {
        send(&site, method, path, "Sec-Fetch-Site: same-origin\r\nX-Request-Id: evil\r\n");
    }
    let scrape = Scrape::of(&figures);
    assert_eq!(scrape.series().find(|series| series.to_lowercase().contains("evil")), None);
    assert_eq!(scrape.value(&requests("GET", "unknown", 404)), 3.0);
    assert_eq!(scrape.value(&requests("GET", "/preview/{token}", 404)), 1.0);
    assert_eq!(scrape.value(&requests("other", "/about", 405)), 1.0);
}

on_both!(failures_and_refused_sign_ins_are_counted);
fn failures_and_refused_sign_ins_are_counted(db: TestDb) {
    add_user(&db, Role::Editor);
    save(&db.db, &[entry("Clerk")]).unwrap();
    let (site, figures) = start(&db);
    let form = "email=editor%40example.org&password=wrong";
    let head = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let length = format!("Content-Length: {}\r\n", form.len());
    send(&site, "POST", "/sign-in", &format!("{head}{length}\r\n{form}"));
    db.run("DROP TABLE jobs");
    send(&site, "GET", "/careers/clerk", "");
    let scrape = Scrape::of(&figures);
    assert_eq!(scrape.value("metier_sign_ins_failed_total"), 1.0);
    assert_eq!(scrape.value("metier_failures_total{kind=\"database\"}"), 1.0);
    assert_eq!(scrape.value(&requests("GET", "/careers/{slug}", 500)), 1.0);
}

on_both!(metrics_are_only_at_their_own_address);
fn metrics_are_only_at_their_own_address(db: TestDb) {
    let (mut site, figures) = start(&db);
    assert!(site.get("/metrics").starts_with("HTTP/1.1 404"));
    for path in ["/", "/about", "/metrics/", "/healthz"] {
        assert!(ask(&figures, path).starts_with("HTTP/1.1 404"), "{path}");
    }
    site.signal("TERM");
    assert!(site.child.wait().unwrap().success(), "the metrics don’t keep it from stopping");
}

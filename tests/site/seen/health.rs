//! Health and readiness.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::rt::System;
use futures_util::future::join_all;
use metier::db::DatabaseUrl;
use metier::pages::health::Readiness;

use super::start_with_log;
use crate::common::{all_answer, get};
use crate::support::{TestDb, Visitor, metier};

on_both!(async a_healthy_instance_is_ready);
async fn a_healthy_instance_is_ready(db: TestDb) {
    for (path, line) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = get(&db, path).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, line), "{path}");
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(Visitor::new(&db).ask(Method::HEAD, path).await.status, 200);
        assert_eq!(Visitor::new(&db).ask(Method::POST, path).await.status, 405);
    }
}

on_both!(async a_missing_migration_makes_an_instance_unready_but_a_newer_one_does_not);
async fn a_missing_migration_makes_an_instance_unready_but_a_newer_one_does_not(db: TestDb) {
    db.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231235959')");
    all_answer(&db, 200, ["/readyz"]).await;
    db.run("DELETE FROM __diesel_schema_migrations WHERE version = '20261130000000'");
    let answer = get(&db, "/readyz").await;
    let expected = "schema: migration 20261130000000 is missing; restart metier\n";
    assert_eq!((answer.status, answer.body.as_str()), (503, expected));
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    all_answer(&db, 200, ["/healthz"]).await;
}

on_both!(async an_instance_is_not_ready_while_its_database_is_down);
async fn an_instance_is_not_ready_while_its_database_is_down(db: TestDb) {
    db.take_away();
    let answer = get(&db, "/readyz").await;
    let fault = match db.url {
        DatabaseUrl::Sqlite(_) => "database: its file was removed\n",
        DatabaseUrl::Postgres(_) => "database: no answer\n",
    };
    assert_eq!((answer.status, answer.body.as_str()), (503, fault));
    assert_eq!((answer.header("cache-control"), answer.header("retry-after")), ("no-store", "2"));
    all_answer(&db, 200, ["/healthz"]).await;
    db.bring_back();
    all_answer(&db, 200, ["/readyz"]).await;
}

on_both!(async an_instance_without_a_content_version_is_not_ready);
async fn an_instance_without_a_content_version_is_not_ready(db: TestDb) {
    db.run("DROP TABLE content_version");
    let answer = get(&db, "/readyz").await;
    assert_eq!((answer.status, answer.body.as_str()), (503, "database: can’t be read\n"));
}

/// The server here accepts connections and never answers.
#[test]
fn concurrent_probes_share_one_check_of_a_database_that_hangs() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://me:hush@{}/db", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = connections.clone();
    std::thread::spawn(move || {
        // Keeps the connections open.
        let kept: Vec<_> =
            listener.incoming().inspect(|_| _ = counted.fetch_add(1, Ordering::Relaxed)).collect();
        drop(kept);
    });
    let readiness = Readiness::new(url.parse().unwrap(), None);
    let said = System::new().block_on(async {
        let started = Instant::now();
        let mut said = join_all((0..40).map(|_| readiness.ask())).await;
        said.extend(join_all((0..40).map(|_| readiness.ask())).await);
        assert!(started.elapsed() < Duration::from_secs(4), "no probe waits for the check to end");
        said
    });
    assert!(said.iter().all(|said| said.as_ref().is_err_and(|line| line == "database: no answer")));
    assert_eq!(connections.load(Ordering::Relaxed), 1);
}

on_both!(probes_are_not_logged);
fn probes_are_not_logged(db: TestDb) {
    let (site, log) = start_with_log(&mut metier(&db));
    for path in ["/healthz", "/readyz", "/skills"] {
        assert!(site.get(path).starts_with("HTTP/1.1 200"), "{path}");
    }
    drop(site);
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("/skills") && !log.contains("/healthz") && !log.contains("/readyz"), "{log}");
}

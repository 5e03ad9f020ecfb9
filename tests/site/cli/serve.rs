//! Starting and stopping.

use std::time::Duration;

use diesel::RunQueryDsl;

use super::stderr;
use crate::support::{Running, TestDb, metier, plain, read};

#[test]
fn without_a_command_the_starter_set_is_served_from_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let site = Running::start(plain().current_dir(folder.path()));
    assert!(folder.path().join("metier.db").exists());
    let page = site.get("/careers/back-end-developer");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("$79,057"), "{page}");
    assert!(
        page.contains(&format!("http://{}/careers/back-end-developer", site.address)),
        "the canonical link"
    );
}

#[test]
fn a_site_that_started_empty_stays_empty() {
    let folder = tempfile::tempdir().unwrap();
    let site =
        Running::start(plain().args(["serve", "--empty", "--site-name", "Ours"]).current_dir(folder.path()));
    assert!(site.get("/").contains("<title>Ours: "));
    assert!(site.get("/careers/back-end-developer").starts_with("HTTP/1.1 404"));
    drop(site);
    let again = Running::start(plain().current_dir(folder.path()));
    assert!(
        again.get("/careers/back-end-developer").starts_with("HTTP/1.1 404"),
        "the database isn’t new any more"
    );
}

#[test]
fn signals_stop_the_server_cleanly() {
    for signal in ["TERM", "INT"] {
        let folder = tempfile::tempdir().unwrap();
        let mut site = Running::start(plain().current_dir(folder.path()));
        assert!(site.get("/about").starts_with("HTTP/1.1 200"));
        site.signal(signal);
        assert!(site.child.wait().unwrap().success(), "{signal}");
    }
}

/// On PostgreSQL only, where a lock can make a reader wait and keep its request in flight when the signal arrives.
#[test]
fn a_request_in_flight_is_answered_before_shutdown() {
    let Some(db) = TestDb::postgres("a_request_in_flight_is_answered_before_shutdown") else { return };
    let mut site = Running::start(&mut metier(&db));
    let waiting = db.db.write_now(|conn| {
        diesel::sql_query("LOCK TABLE published IN ACCESS EXCLUSIVE MODE").execute(conn)?;
        let waiting = site.ask("/careers");
        std::thread::sleep(Duration::from_millis(500));
        site.signal("TERM");
        std::thread::sleep(Duration::from_millis(500));
        assert!(site.child.try_wait().unwrap().is_none(), "it waits for the request");
        Ok::<_, metier::db::Error>(waiting)
    });
    assert!(read(waiting.unwrap()).starts_with("HTTP/1.1 200"));
    assert!(site.child.wait().unwrap().success());
}

#[test]
fn a_port_in_use_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let site = Running::start(plain().current_dir(folder.path()));
    let output = plain().current_dir(folder.path()).args(["--listen", &site.address]).output().unwrap();
    assert!(!output.status.success());
    assert!(stderr(&output).contains("choose another port with --listen"), "{}", stderr(&output));
}

#[test]
fn a_database_that_cannot_be_opened_is_explained() {
    for (url, expected) in [
        ("/nowhere/metier.db", "can’t open the database /nowhere/metier.db"),
        ("postgres://me:secret@127.0.0.1:1/db", "can’t open the database postgres://me@127.0.0.1:1/db"),
    ] {
        let output = plain().env("DATABASE_URL", url).args(["--listen", "127.0.0.1:0"]).output().unwrap();
        assert!(!output.status.success());
        let said = stderr(&output);
        assert!(said.contains(expected) && !said.contains("secret"), "{said}");
    }
}

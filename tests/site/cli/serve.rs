//! Starting and stopping.

use std::thread;
use std::time::Duration;

use diesel::RunQueryDsl;
use metier::db::DatabaseUrl;
use tempfile::NamedTempFile;

use crate::support::commands::{assert_says, fail};
use crate::support::{Running, TestDb, metier, plain, read, wait_until};

#[test]
fn without_a_command_the_starter_set_is_served_from_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let site = Running::start(plain().current_dir(folder.path()));
    assert!(folder.path().join("metier.db").exists());
    let page = site.get("/careers/back-end-developer");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("$79,057"), "{page}");
    let canonical = format!("http://{}/careers/back-end-developer", site.address);
    assert!(page.contains(&canonical), "{page}");
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
    // The database isn’t new any more.
    assert!(again.get("/careers/back-end-developer").starts_with("HTTP/1.1 404"));
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

on_postgres!(a_request_in_flight_is_answered_before_shutdown);
/// A lock makes a reader wait and keeps its request in flight when the signal arrives.
fn a_request_in_flight_is_answered_before_shutdown(db: TestDb) {
    let mut site = Running::start(&mut metier(&db));
    let waiting = db.db.write_now(|conn| {
        diesel::sql_query("LOCK TABLE published IN ACCESS EXCLUSIVE MODE").execute(conn)?;
        let waiting = site.ask("/careers");
        thread::sleep(Duration::from_millis(500));
        site.signal("TERM");
        thread::sleep(Duration::from_millis(500));
        assert!(site.child.try_wait().unwrap().is_none(), "it waits for the request");
        Ok::<_, metier::db::DbError>(waiting)
    });
    assert!(read(waiting.unwrap()).starts_with("HTTP/1.1 200"));
    assert!(site.child.wait().unwrap().success());
}

#[test]
fn a_server_waits_for_its_database_and_says_so_once() {
    let Some((db, server)) = TestDb::on_own_server(module_path!()) else { return };
    server.stop();
    let log = NamedTempFile::new().unwrap();
    let said = || std::fs::read_to_string(&log).unwrap().matches("can’t connect to the database").count();
    let mut command = metier(&db);
    let site = thread::scope(|scope| {
        let site = scope.spawn(|| Running::start_with_log(&mut command, log.reopen().unwrap().into()));
        wait_until(Duration::from_secs(20), || said() > 0, || "it says nothing".into());
        // Longer than it waits between two tries.
        thread::sleep(Duration::from_secs(2));
        assert!(!site.is_finished());
        server.start_again();
        let is_up = || site.is_finished();
        wait_until(Duration::from_secs(10), is_up, || "it doesn’t notice that the database is there".into());
        site.join().unwrap()
    });
    assert!(site.get("/about").starts_with("HTTP/1.1 200"));
    assert_eq!(said(), 1);
}

on_postgres!(a_server_does_not_wait_for_a_database_that_refuses_it);
fn a_server_does_not_wait_for_a_database_that_refuses_it(db: TestDb) {
    let DatabaseUrl::Postgres(url) = &db.url else { unreachable!() };
    let mut command = plain();
    let (before, parameters) = url.split_once('?').unwrap();
    fail(
        command.env("DATABASE_URL", format!("{before}-absent?{parameters}")),
        "Create it with CREATE DATABASE",
    );
}

#[test]
fn a_port_in_use_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let site = Running::start(plain().current_dir(folder.path()));
    let command = &mut plain();
    let again = command.current_dir(folder.path()).args(["--listen", &site.address]);
    fail(again, "choose another port with --listen");
}

#[test]
fn an_unreachable_database_is_explained_without_its_password() {
    let mut command = plain();
    command.env("DATABASE_URL", "postgres://me:secret@127.0.0.1:1/db").arg("rebuild-index");
    let said = fail(command, "can’t open the database postgres://me@127.0.0.1:1/db");
    assert_says(&said, &["refused", "Check that the server is running"]);
    assert!(!said.contains("secret"), "{said}");
}

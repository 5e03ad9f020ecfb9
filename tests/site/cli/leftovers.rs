//! What a killed program leaves behind is removed by the next one, and never what a living one uses.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use metier::import::bundle;

use crate::support::backups::{names, take};
use crate::support::{Running, TestDb, metier, plain, wait_until};

const PATIENCE: Duration = Duration::from_secs(20);

/// The address of a static file.
fn style(site: &Running) -> String {
    let page = site.get("/about");
    let (_, rest) = page.split_once("href=\"/static/site.").unwrap();
    format!("/static/site.{}", rest.split('"').next().unwrap())
}

#[test]
fn a_killed_server_leaves_nothing_and_a_living_one_keeps_its_files() {
    let (folder, temporary) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let start = || {
        let mut command = plain();
        Running::start(command.current_dir(folder.path()).env("TMPDIR", temporary.path()))
    };
    let (killed, living) = (start(), start());
    let both = names(&temporary);
    assert_eq!(both.len(), 2, "{both:?}");
    drop(killed); // kills it
    let third = start();
    let now = names(&temporary);
    assert_eq!(now.len(), 2, "{now:?} after {both:?}");
    for site in [&living, &third] {
        assert!(site.get(&style(site)).starts_with("HTTP/1.1 200"));
    }
}

fn has_unfinished(folder: &tempfile::TempDir) -> bool {
    names(folder).iter().any(|name| name.starts_with('.'))
}

/// A restore that waits for a lock, with everything prepared, and its files.
fn waiting_restore(database: &Path, folder: &tempfile::TempDir) -> (SqliteConnection, Child) {
    let db = TestDb::sqlite();
    db.db.write_now(bundle::store_starter).unwrap();
    let file = folder.path().join("careers.backup");
    take(&db, &file).unwrap();
    std::fs::copy(&file, database).unwrap();
    // So that it needs no change to be opened.
    drop(Running::start(plain().env("DATABASE_URL", database)));
    let mut lock = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    lock.batch_execute("BEGIN IMMEDIATE").unwrap();
    let mut restore = plain();
    restore.env("DATABASE_URL", database).args(["restore", "--yes", "--quiet"]).arg(&file);
    let restore = restore.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait_until(PATIENCE, || has_unfinished(folder), || "it prepares nothing".into());
    (lock, restore)
}

fn signal(child: &Child, name: &str) {
    let done = Command::new("kill").args(["-s", name, &child.id().to_string()]).status();
    assert!(done.unwrap().success());
}

#[test]
fn a_killed_restore_leaves_nothing_after_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("metier.db");
    let (lock, mut restore) = waiting_restore(&database, &folder);
    restore.kill().unwrap();
    restore.wait().unwrap();
    drop(lock);
    assert!(has_unfinished(&folder), "it was killed before it could clean up");
    let site = Running::start(plain().env("DATABASE_URL", &database));
    assert_eq!(names(&folder), ["careers.backup", "metier.db"]);
    drop(site);
}

#[test]
fn a_server_that_starts_leaves_a_running_restore_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("metier.db");
    let (lock, mut restore) = waiting_restore(&database, &folder);
    signal(&restore, "STOP"); // or it could give up before the server has started
    let other = folder.path().join("other.db");
    let site = Running::start(plain().env("DATABASE_URL", &other));
    assert!(has_unfinished(&folder));
    drop((site, lock));
    signal(&restore, "CONT");
    assert!(restore.wait().unwrap().success());
    assert!(!has_unfinished(&folder), "{:?}", names(&folder));
}

/// Killed as soon as its folder appears, again and again until it left something.
#[test]
fn a_killed_export_leaves_nothing_after_the_next_one() {
    let (folder, db) = (tempfile::tempdir().unwrap(), TestDb::sqlite());
    let export = || {
        let mut command = metier(&db);
        command.arg("export").arg(folder.path().join("bundle.json"));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let mut is_left = false;
    let began = Instant::now();
    while !is_left {
        assert!(began.elapsed() < PATIENCE, "no export was killed midway");
        let mut child = export();
        while !has_unfinished(&folder) && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        is_left = has_unfinished(&folder);
    }
    assert!(export().wait().unwrap().success());
    assert_eq!(names(&folder), ["bundle.json"]);
}

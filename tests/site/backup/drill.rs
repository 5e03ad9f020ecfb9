//! Backup drills: a restore brings back exactly what was backed up.

use std::thread;
use std::time::Instant;

use actix_web::rt::System;
use metier::import::bundle;
use metier::models::user::Role;

use crate::cli::export_site::listed;
use crate::support::backups::{content, names, put_back, take};
use crate::support::client::Client;
use crate::support::commands::{fail, succeed};
use crate::support::edited::{Edited, shown};
use crate::support::{Running, TestDb, Visitor, count, metier, plain, session_cookie};

/// Every kind of public page, and everything in the sitemap.
fn addresses(db: &TestDb) -> Vec<String> {
    let mut all = System::new().block_on(listed(db));
    let others = [
        "/search?q=baker",
        "/careers?sort=pay",
        "/careers.csv",
        "/careers.json",
        "/careers/baker.md",
        "/careers/baker/card.png",
        "/careers/baker/revisions/1",
        "/feed.atom",
        "/c/1",
    ];
    all.extend(others.map(String::from));
    assert!(all.len() > 60, "{all:?}");
    all
}

fn pages(db: &TestDb, addresses: &[String]) -> Vec<(u16, Vec<u8>)> {
    let answers = System::new().block_on(Visitor::new(db).get_all(addresses));
    answers.into_iter().map(|answer| (answer.status, answer.bytes)).collect()
}

#[test]
fn a_backup_restored_elsewhere_gives_the_same_pages() {
    let db = TestDb::sqlite();
    db.db.write_now(bundle::store_starter).unwrap();
    let edited = Edited::new(db);
    let site = edited.serve();
    edited.publish(&site.address, 2);
    let addresses = addresses(&edited.db);
    let (pages_then, content_then) = (pages(&edited.db, &addresses), content(&edited.db));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.backup");
    let said = succeed(metier(&edited.db).args(["backup", "--quiet"]).arg(&file));
    assert!(said.contains("6 careers, 1 users"), "{said}");
    assert_eq!(names(&folder), ["careers.backup"]);
    edited.publish(&site.address, 3);
    assert!(content(&edited.db) != content_then, "the site goes on changing");

    let url = folder.path().join("elsewhere.db");
    let said = succeed(plain().env("DATABASE_URL", &url).arg("restore").arg(&file));
    assert!(said.contains("6 careers, 1 users") && !said.contains("replaced"), "{said}");
    let elsewhere = Running::start(plain().env("DATABASE_URL", &url));
    assert_eq!(shown(&Client::new(""), &elsewhere.address), 2);
    drop(elsewhere);
    let other = TestDb::sqlite();
    put_back(&other, &file).unwrap();
    assert!(content(&other) == content_then);
    for ((address, then), now) in addresses.iter().zip(&pages_then).zip(pages(&other, &addresses)) {
        assert!(*then == now, "{address} was {} and is {}", then.0, now.0);
    }
    let words = "SELECT count(*) AS count FROM word_search WHERE padded MATCH '\"bak\"'";
    assert_eq!(count(&other.db, words), count(&edited.db.db, words), "full-text indexes are restored too");
}

#[test]
fn a_running_site_shows_a_restored_backup_and_not_its_cached_pages() {
    let edited = Edited::new(TestDb::sqlite());
    let site = edited.serve();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.backup");
    take(&edited.db, &file).unwrap();
    edited.publish(&site.address, 2);
    let visitor = Client::new("");
    assert_eq!(shown(&visitor, &site.address), 2, "the page is cached now");
    let said = fail(metier(&edited.db).arg("restore").arg(&file), "would replace it");
    assert!(said.contains("--yes"), "{said}");
    assert_eq!(shown(&visitor, &site.address), 2);

    let soon_shows = |edition| {
        let started = Instant::now();
        while shown(&visitor, &site.address) != edition {
            assert!(started.elapsed().as_secs() < 5, "it doesn’t show edition {edition}");
            thread::yield_now();
        }
    };
    let said = succeed(metier(&edited.db).args(["restore", "--yes"]).arg(&file));
    soon_shows(1);
    let signed_in = edited.editor.try_get(&site.address, "/admin/careers").unwrap();
    assert_eq!(signed_in.status, 303, "nobody is signed in any more");
    let entry = "SELECT count(*) AS count FROM audit_log WHERE action = 'restored from a backup'";
    assert_eq!(count(&edited.db.db, entry), 1);
    let again = Client::new(session_cookie(&edited.db, Role::Editor));
    again.get(&site.address, "/admin/careers"); // writes to the restored database

    let (_, kept) = said.trim_end().rsplit_once("The replaced database is in ").unwrap();
    put_back(&edited.db, kept.as_ref()).unwrap();
    soon_shows(2);
}

#[test]
fn a_backup_is_private_and_replaces_nothing_without_force() {
    let db = TestDb::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.backup");
    let back_up = |more: &[&str]| {
        let mut command = metier(&db);
        command.arg("backup").args(more).arg(&file);
        command
    };
    succeed(back_up(&[]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    fail(back_up(&[]), "replace it with --force");
    db.run("UPDATE content_version SET version = 77");
    assert!(succeed(back_up(&["--force"])).contains("content version 77"));
    fail(metier(&db).args(["backup", "--force", &db.url.to_string()]), "is the database itself");
    assert_eq!(names(&folder), ["careers.backup"]);
}

//! What a run keeps, changes and removes of an earlier one.

use std::fs;

use metier::import::bundle;
use metier::models::publication::{self, Withdrawal};

use super::{Files, MANIFEST, export, exported, files, fill};
use crate::support::careers::{actor, change};
use crate::support::commands::fail;
use crate::support::{TestDb, metier};

on_both!(a_second_run_writes_only_what_changed);
fn a_second_run_writes_only_what_changed(db: TestDb) {
    let listener = fill(&db);
    let (folder, first) = exported(&db);
    let folder = folder.path();
    fs::write(folder.join("CNAME"), "careers.example").unwrap();
    assert_eq!(export(&db, folder), format!("0 written, {} unchanged, 0 removed", first.len() - 1));
    let mut second = files(folder);
    assert!(second.remove("CNAME").is_some() && second == first, "no modification time changed");

    let withdrawal = Withdrawal { reason: String::new(), alternative: None };
    change(&db.db, |conn| publication::withdraw(conn, &actor(), listener, 4, &withdrawal)).unwrap();
    let report = export(&db, folder);
    let third = files(folder);
    assert!(third.contains_key("CNAME"), "files from elsewhere stay");
    let gone: Vec<&String> = first.keys().filter(|name| !third.contains_key(*name)).collect();
    assert!(report.ends_with(&format!(" unchanged, {} removed", gone.len())), "{report}");
    for name in ["careers/listener/index.html.gz", "careers/listener/card.png", "careers/33-3021/index.html"]
    {
        assert!(gone.iter().any(|gone| *gone == name), "{name}: {gone:?}");
    }
    assert!(gone.contains(&&format!("c/{listener}/index.html")));
    assert!(!folder.join("careers/listener").exists(), "no folder is left empty");
    assert_eq!(third["robots.txt"], first["robots.txt"]);
    assert_ne!(third["careers/index.html"].0, first["careers/index.html"].0);
}

#[test]
fn the_next_run_cleans_up_after_a_killed_one() {
    let db = TestDb::sqlite();
    db.db.write_now(bundle::store_starter).unwrap();
    let (folder, files_of_a_run) = exported(&db);
    let folder = folder.path();
    // As a killed run leaves it: files that aren't part of the site, and repeated entries in the manifest.
    let unfinished = folder.join(".metier-export-unfinished");
    fs::create_dir(&unfinished).unwrap();
    fs::write(unfinished.join("7"), "half").unwrap();
    fs::create_dir_all(folder.join("careers/nobody")).unwrap();
    fs::write(folder.join("careers/nobody/index.html"), "old").unwrap();
    fs::write(folder.join("about/index.html"), "old").unwrap();
    let noted = fs::read_to_string(folder.join(MANIFEST)).unwrap();
    let outside = "../outside\n/etc/hostname\n";
    fs::write(folder.join(MANIFEST), format!("{noted}careers/nobody/index.html\n{noted}{outside}")).unwrap();
    assert_eq!(export(&db, folder), format!("1 written, {} unchanged, 1 removed", files_of_a_run.len() - 2));
    let contents =
        |files: Files| files.into_iter().map(|(name, (bytes, _))| (name, bytes)).collect::<Vec<_>>();
    assert_eq!(contents(files(folder)), contents(files_of_a_run));
    assert!(!unfinished.exists());
}

#[test]
fn a_folder_with_other_files_is_refused() {
    let db = TestDb::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let refused = |expected: &str| fail(metier(&db).arg("export-site").arg(folder.path()), expected);
    let mine = folder.path().join("mine.txt");
    fs::write(&mine, "mine").unwrap();
    refused("isn’t empty and wasn’t written by an export");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    fs::remove_file(&mine).unwrap();
    let lock = fs::File::open(folder.path()).unwrap();
    lock.lock().unwrap();
    refused("another export is writing to");
    drop(lock);
    // An empty folder and an empty site are fine.
    assert!(export(&db, folder.path()).ends_with(" written, 0 unchanged, 0 removed"));
}

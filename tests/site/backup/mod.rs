//! Back-ups: taken and put back while the site serves, or refused.

mod drill;
mod killed;
mod postgres;
mod refused;

use std::path::Path;
use std::process::Output;

use metier::backup::{BackupArgs, Error, RestoreArgs, Restored, Taken, back_up, restore};
use metier::import::bundle;
use tempfile::TempDir;

use crate::support::TestDb;

/// Backs a database up, without the program around it.
fn take(db: &TestDb, file: &Path) -> Result<Taken, Error> {
    back_up(&db.url, &BackupArgs { force: true, quiet: true, file: file.into() })
}

/// Puts a file in the place of a database.
fn put_back(db: &TestDb, file: &Path) -> Result<Restored, Error> {
    restore(&db.url, &RestoreArgs { yes: true, quiet: true, file: file.into() })
}

/// All content, as `metier export` writes it.
fn content(db: &TestDb) -> Vec<u8> {
    let mut bytes = Vec::new();
    bundle::export(&db.db, &mut bytes).unwrap();
    bytes
}

/// The names in a folder, but for what SQLite puts beside a database in use.
fn names(folder: &TempDir) -> Vec<String> {
    let found = folder.path().read_dir().unwrap().map(|found| found.unwrap().file_name());
    let mut names: Vec<String> = found.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    names.sort();
    names
}

#[track_caller]
fn succeed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

//! Takes and restores backups.

use std::path::Path;

use metier::backup::{BackupArgs, BackupError, RestoreArgs, back_up, restore};
use metier::import::bundle;
use tempfile::TempDir;

use super::TestDb;

pub fn take(db: &TestDb, file: &Path) -> Result<String, BackupError> {
    back_up(&db.url, &BackupArgs { force: true, quiet: true, file: file.into() })
}

pub fn put_back(db: &TestDb, file: &Path) -> Result<String, BackupError> {
    restore(&db.url, &RestoreArgs { yes: true, quiet: true, file: file.into() })
}

/// The output of `metier export`.
pub fn content(db: &TestDb) -> Vec<u8> {
    let mut bytes = Vec::new();
    bundle::export(&db.db, false, &mut bytes).unwrap();
    bytes
}

/// The file names in a folder, without the `-wal` and `-shm` files of SQLite.
pub fn names(folder: &TempDir) -> Vec<String> {
    let found = folder.path().read_dir().unwrap().map(|found| found.unwrap().file_name());
    let mut names: Vec<String> = found.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    names.sort();
    names
}

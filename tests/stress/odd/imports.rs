//! What must hold for imports of any files: everything is stored, or nothing, with an error that says why.

use std::fs;
use std::path::PathBuf;

use chrono::DateTime;
use metier::db::{DatabaseUrl, Db, DbError, version};
use metier::import::oews::Wages;
use metier::import::{Progress, bundle, onet};
use tempfile::TempDir;

/// A database, and a folder of files to import.
pub struct Importing {
    db: Db,
    folder: TempDir,
}

impl Importing {
    pub fn new() -> Self {
        let folder = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap();
        let file = folder.path().join("metier.db").to_str().unwrap().into();
        let db = Db::open(&DatabaseUrl::Sqlite(file), |_| Ok::<(), DbError>(())).unwrap();
        Self { db, folder }
    }

    pub fn bundle(&self, bytes: &[u8]) {
        let file = self.put("bundle.json", bytes);
        self.all_or_nothing(|db| {
            bundle::import(db, &file, true).map(drop).map_err(|error| error.to_string())
        });
    }

    /// Imports an O*NET release in which one file is replaced. The first byte says which.
    pub fn release(&self, mut files: Vec<(&'static str, String)>, bytes: &[u8]) {
        let Some((which, text)) = bytes.split_first() else { return };
        let (name, _) = files.remove(usize::from(*which) % files.len());
        fs::create_dir_all(self.folder.path().join("db_88_1_text")).unwrap();
        for (name, text) in &files {
            self.put(&format!("db_88_1_text/{name}"), text.as_bytes());
        }
        self.put(&format!("db_88_1_text/{name}"), text);
        let path = self.folder.path().join("db_88_1_text");
        let (overwrite, keep_samples) = (true, false);
        let args =
            onet::OnetArgs { path, wages: Vec::new(), dry_run: false, overwrite, keep_samples, quiet: true };
        let now = DateTime::UNIX_EPOCH.naive_utc();
        self.all_or_nothing(|db| onet::run(db, &args, now).map(drop).map_err(|error| error.to_string()));
    }

    pub fn wages(&self, bytes: &[u8]) {
        let file = self.put("national.xlsx", bytes);
        if let Err(error) = Wages::read(&[file], Progress::Quiet) {
            assert!(error.to_string().contains("national.xlsx"), "{error}");
        }
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        file
    }

    fn all_or_nothing(&self, import: impl FnOnce(&Db) -> Result<(), String>) {
        let version = || self.db.read_now(version::read).unwrap();
        let before = version();
        if let Err(error) = import(&self.db) {
            assert!(!error.trim().is_empty());
            assert_eq!(version(), before, "something was stored despite the error: {error}");
        }
    }
}

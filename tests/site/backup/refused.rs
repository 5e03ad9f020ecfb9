//! Files that aren't complete backups are refused, and nothing changes.

use std::fs;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use tempfile::TempDir;

use crate::support::backups::{content, names, put_back, take};
use crate::support::careers::published;
use crate::support::commands::{fail, succeed};
use crate::support::{TestDb, metier};

/// A database with a career, and a backup of another one.
struct Fixture {
    db: TestDb,
    content: Vec<u8>,
    folder: TempDir,
    right: Vec<u8>,
}

impl Fixture {
    fn new() -> Self {
        let (db, other) = (TestDb::sqlite(), TestDb::sqlite());
        published(&db.db, "Baker");
        published(&other.db, "Actuary");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("right");
        take(&other, &file).unwrap();
        Self { content: content(&db), db, right: fs::read(file).unwrap(), folder }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        file
    }

    /// Restores a file, which must fail with an error that names it and one of the reasons, and change nothing.
    #[track_caller]
    fn refuses(&self, file: &Path, reasons: &[&str]) {
        let said = put_back(&self.db, file).expect_err("it was restored").to_string();
        assert!(said.contains(file.to_str().unwrap()), "{said}");
        assert!(reasons.iter().any(|reason| said.contains(reason)), "{said}");
        assert!(content(&self.db) == self.content, "it has changed: {said}");
        let home = Path::new(&self.db.url.to_string()).parent().unwrap().to_owned();
        let left = home.read_dir().unwrap().map(|found| found.unwrap().file_name().into_string().unwrap());
        let left: Vec<String> = left.filter(|name| !name.starts_with("metier.db")).collect();
        assert!(left.is_empty(), "left behind: {left:?}");
    }
}

/// Runs SQL in a file.
fn run(file: &Path, sql: &str) {
    SqliteConnection::establish(file.to_str().unwrap()).unwrap().batch_execute(sql).unwrap();
}

#[test]
fn a_truncated_backup_is_refused() {
    let fixture = Fixture::new();
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[1; 32]);
    let whole = fixture.right.len();
    let ends = [0, 1, 15, 16, 63, 99, 100, 4_095, 4_096, 8_192, whole / 2, whole - 4_096, whole - 1];
    for end in ends.into_iter().chain((0..15).map(|_| random.random_range(100..whole))) {
        let reasons = ["is damaged", "is not an SQLite database", "is empty"];
        fixture.refuses(&fixture.file(&format!("ends-at-{end}"), &fixture.right[..end]), &reasons);
    }
    put_back(&fixture.db, &fixture.file("whole", &fixture.right)).unwrap();
}

#[test]
fn a_backup_with_one_wrong_byte_is_refused() {
    let fixture = Fixture::new();
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[2; 32]);
    let text = fixture.right.windows(7).position(|bytes| bytes == b"Actuary").unwrap();
    let places = [0, 15, 16, 18, 24, 28, 40, 59, 60, 63, 64, 99, 100, text];
    for place in places.into_iter().chain((0..30).map(|_| random.random_range(0..fixture.right.len()))) {
        let mut wrong = fixture.right.clone();
        wrong[place] ^= 0x55;
        let reason = if place < 16 { "is not an SQLite database" } else { "is damaged" };
        fixture.refuses(&fixture.file(&format!("wrong-at-{place}"), &wrong), &[reason]);
    }
}

#[test]
fn other_files_are_refused() {
    let fixture = Fixture::new();
    let text = fixture.file("text", "Buy milk. ".repeat(500).as_bytes());
    fixture.refuses(&text, &["is not an SQLite database"]);
    fixture.refuses(&fixture.folder.path().join("missing"), &["No such file"]);
    let theirs = fixture.folder.path().join("theirs");
    run(&theirs, "CREATE TABLE careers (theirs TEXT)");
    fixture.refuses(&theirs, &["is an SQLite database, but not a Metier database"]);
    let used = fixture.file("used", &fixture.right);
    fixture.file("used-wal", b"x");
    fixture.refuses(&used, &["belongs to a database that is in use"]);
}

/// A copy made by other means has no seal, so only SQLite's own checks apply.
#[test]
fn a_copy_without_a_seal_is_checked_too() {
    let (db, fixture) = (TestDb::sqlite(), Fixture::new());
    published(&db.db, "Clerk");
    let copy = |name: &str| {
        let file = fixture.folder.path().join(name);
        db.run(&format!("VACUUM INTO '{}'", file.display()));
        file
    };
    let right = copy("right-copy");
    let loose = copy("loose");
    run(&loose, "PRAGMA foreign_keys = OFF; UPDATE revisions SET career_id = 99");
    fixture.refuses(&loose, &["is damaged: a row of revisions refers to a missing row"]);
    let cut = copy("cut");
    let bytes = fs::read(&cut).unwrap();
    fs::write(&cut, &bytes[..bytes.len() - 8_192]).unwrap();
    fixture.refuses(&cut, &["is damaged"]);
    db.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231235959')");
    fixture.refuses(&copy("newer"), &["(migration 29991231235959) is newer than this program"]);
    put_back(&fixture.db, &right).unwrap();
    assert!(String::from_utf8(content(&fixture.db)).unwrap().contains("What a Clerk does."));
}

#[test]
fn an_unreadable_database_must_be_moved_away_first() {
    let fixture = Fixture::new();
    let file = fixture.file("right", &fixture.right);
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("metier.db");
    fs::write(&broken, "Not any more. ".repeat(500)).unwrap();
    let mut restore = metier(&fixture.db);
    let restore = restore.env("DATABASE_URL", &broken).args(["restore", "--yes"]).arg(&file);
    fail(&mut *restore, "move it away, with its -wal and -shm");
    fs::remove_file(&broken).unwrap();
    fs::write(folder.path().join("metier.db-wal"), "of the other one").unwrap();
    fail(&mut *restore, "metier.db-wal belongs to");
    fs::remove_file(folder.path().join("metier.db-wal")).unwrap();
    succeed(restore);
    assert_eq!(names(&folder), ["metier.db"]);
}

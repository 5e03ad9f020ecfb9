//! Files that aren't complete backups are refused, and nothing changes.

use std::fs;
use std::path::{Path, PathBuf};

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use metier::db::Error;
use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use tempfile::TempDir;

use crate::support::backups::{content, names, put_back, take};
use crate::support::careers::published;
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

    fn file(&self, bytes: &[u8]) -> PathBuf {
        let file = self.folder.path().join("wrong");
        fs::write(&file, bytes).unwrap();
        file
    }

    /// Restores a file, which must fail with an error that names it, and change nothing.
    #[track_caller]
    fn refusal(&self, file: &Path) -> String {
        let said = put_back(&self.db, file).expect_err("it was restored").to_string();
        assert!(said.contains(file.to_str().unwrap()), "{said}");
        assert!(content(&self.db) == self.content, "it has changed: {said}");
        let home = Path::new(&self.db.url.to_string()).parent().unwrap().to_owned();
        let left = home.read_dir().unwrap().map(|found| found.unwrap().file_name().into_string().unwrap());
        let left: Vec<String> = left.filter(|name| !name.starts_with("metier.db")).collect();
        assert!(left.is_empty(), "left behind: {left:?}");
        said
    }
}

#[test]
fn a_truncated_backup_is_refused() {
    let fixture = Fixture::new();
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[1; 32]);
    let whole = fixture.right.len();
    let ends = [0, 1, 15, 16, 63, 99, 100, 4_095, 4_096, 8_192, whole / 2, whole - 4_096, whole - 1];
    for end in ends.into_iter().chain((0..15).map(|_| random.random_range(100..whole))) {
        let said = fixture.refusal(&fixture.file(&fixture.right[..end]));
        let parts = ["is damaged", "is not an SQLite database", "is empty"];
        assert!(parts.iter().any(|part| said.contains(part)), "{end}: {said}");
    }
    put_back(&fixture.db, &fixture.file(&fixture.right)).unwrap();
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
        let said = fixture.refusal(&fixture.file(&wrong));
        let expected = if place < 16 { "is not an SQLite database" } else { "is damaged" };
        assert!(said.contains(expected), "{place}: {said}");
    }
}

#[test]
fn other_files_are_refused() {
    let fixture = Fixture::new();
    let said = fixture.refusal(&fixture.file("Buy milk. ".repeat(500).as_bytes()));
    assert!(said.contains("is not an SQLite database"), "{said}");
    let said = fixture.refusal(&fixture.folder.path().join("missing"));
    assert!(said.contains("No such file"), "{said}");
    let theirs = fixture.folder.path().join("theirs");
    let mut conn = SqliteConnection::establish(theirs.to_str().unwrap()).unwrap();
    conn.batch_execute("CREATE TABLE careers (theirs TEXT)").unwrap();
    drop(conn);
    let said = fixture.refusal(&theirs);
    assert!(said.contains("is an SQLite database, but not a Metier database"), "{said}");
    let used = fixture.folder.path().join("used");
    fs::write(&used, &fixture.right).unwrap();
    fs::write(fixture.folder.path().join("used-wal"), "x").unwrap();
    assert!(fixture.refusal(&used).contains("belongs to a database that is in use"));
}

/// A copy made by other means has no seal, so only SQLite's own checks apply.
#[test]
fn a_copy_without_a_seal_is_checked_too() {
    let (db, fixture) = (TestDb::sqlite(), Fixture::new());
    published(&db.db, "Clerk");
    let copy = |name: &str| {
        let file = fixture.folder.path().join(name);
        let into = format!("VACUUM INTO '{}'", file.display());
        let mut conn = SqliteConnection::establish(&db.url.to_string()).unwrap();
        conn.batch_execute(&into).unwrap();
        file
    };
    let right = copy("right-copy");
    let loose = copy("loose");
    let mut conn = SqliteConnection::establish(loose.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = OFF; UPDATE revisions SET career_id = 99").unwrap();
    drop(conn);
    assert!(fixture.refusal(&loose).contains("is damaged: a row of revisions refers to a missing row"));
    let cut = copy("cut");
    let bytes = fs::read(&cut).unwrap();
    fs::write(&cut, &bytes[..bytes.len() - 8_192]).unwrap();
    assert!(fixture.refusal(&cut).contains("is damaged"));
    let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231235959')";
    db.db.write_now(|conn| Ok::<_, Error>(diesel::sql_query(newer).execute(conn)?)).unwrap();
    let newer = copy("newer");
    let said = fixture.refusal(&newer);
    assert!(said.contains("29991231235959") && said.contains("newer than this program"), "{said}");
    put_back(&fixture.db, &right).unwrap();
    assert!(String::from_utf8(content(&fixture.db)).unwrap().contains("What a Clerk does."));
}

#[test]
fn an_unreadable_database_must_be_moved_away_first() {
    let fixture = Fixture::new();
    let file = fixture.file(&fixture.right);
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("metier.db");
    fs::write(&broken, "Not any more. ".repeat(500)).unwrap();
    let mut restore = metier(&fixture.db);
    let restore = restore.env("DATABASE_URL", &broken).args(["restore", "--yes"]).arg(&file);
    let said = String::from_utf8(restore.output().unwrap().stderr).unwrap();
    assert!(said.contains("move it away, with its -wal and -shm"), "{said}");
    fs::remove_file(&broken).unwrap();
    fs::write(folder.path().join("metier.db-wal"), "of the other one").unwrap();
    let said = String::from_utf8(restore.output().unwrap().stderr).unwrap();
    assert!(said.contains("metier.db-wal belongs to"), "{said}");
    fs::remove_file(folder.path().join("metier.db-wal")).unwrap();
    assert!(restore.output().unwrap().status.success());
    assert_eq!(names(&folder), ["metier.db"]);
}

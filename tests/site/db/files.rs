//! SQLite files that can't be opened, and their error messages.

use std::fs;
use std::path::Path;
use std::process::Command;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use metier::db::{DatabaseUrl, Db, Error};
use tempfile::TempDir;

use crate::support::{TestDb, skip};

/// The error of opening a path, which must name it.
fn refusal(path: &Path) -> String {
    let name = path.to_str().unwrap();
    let message = match Db::open(&DatabaseUrl::Sqlite(name.into()), |_| Ok::<(), Error>(())) {
        Ok(_) => panic!("{name} was opened"),
        Err(error) => error.to_string(),
    };
    assert!(message.contains(name), "it doesn't name the file: {message}");
    message
}

fn path_of(db: &TestDb) -> &Path {
    match &db.url {
        DatabaseUrl::Sqlite(path) => Path::new(path),
        DatabaseUrl::Postgres(_) => unreachable!(),
    }
}

#[test]
fn a_folder_is_refused() {
    let folder = TempDir::new().unwrap();
    let message = refusal(folder.path());
    assert!(message.contains("It is a folder"), "{message}");
}

#[test]
fn a_missing_folder_is_not_created() {
    let folder = TempDir::new().unwrap();
    let message = refusal(&folder.path().join("missing/metier.db"));
    assert!(message.contains("Check that its folder exists"), "{message}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_text_file_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let (path, text) = (folder.path().join("notes.txt"), "Buy milk. ".repeat(200));
    fs::write(&path, &text).unwrap();
    let message = refusal(&path);
    assert!(message.contains("not a database"), "{message}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("theirs.db");
    let mut theirs = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    theirs.batch_execute("CREATE TABLE careers (theirs TEXT)").unwrap();
    let message = refusal(&path);
    assert!(message.contains("careers"), "{message}");
    let kept = diesel::sql_query("SELECT theirs FROM careers").execute(&mut theirs);
    assert!(kept.is_ok());
}

/// Takes five seconds, the timeout of a writer.
#[test]
fn a_locked_file_is_refused_after_a_timeout() {
    let db = TestDb::sqlite();
    let mut other = SqliteConnection::establish(path_of(&db).to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN EXCLUSIVE").unwrap();
    let message = refusal(path_of(&db));
    assert!(message.contains("Another program has locked it"), "{message}");
}

#[test]
fn a_read_only_file_is_refused() {
    let db = TestDb::sqlite();
    let Some(guard) = Protected::new(path_of(&db)) else {
        return skip(
            concat!(module_path!(), "::a_read_only_file_is_refused"),
            "can’t protect a file from root",
        );
    };
    let message = refusal(guard.0);
    assert!(message.contains("can’t be written"), "{message}");
}

/// A file that can't be written until this is dropped. Permissions don't stop root, so the file is made immutable too.
struct Protected<'a>(&'a Path);

impl<'a> Protected<'a> {
    fn new(path: &'a Path) -> Option<Self> {
        let mut rights = fs::metadata(path).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(path, rights).unwrap();
        let is_writable = || fs::OpenOptions::new().append(true).open(path).is_ok();
        if is_writable() {
            Command::new("chattr").arg("+i").arg(path).output().ok();
        }
        let protected = Self(path);
        (!is_writable()).then_some(protected)
    }
}

impl Drop for Protected<'_> {
    fn drop(&mut self) {
        Command::new("chattr").arg("-i").arg(self.0).output().ok();
    }
}

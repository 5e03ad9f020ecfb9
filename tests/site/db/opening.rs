//! Opening a database: migrating, filling, and errors.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use metier::db::{Conn, DatabaseUrl, Db, DbError};
use metier::models::category;
use metier::profile::Category;
use tempfile::TempDir;

use super::catalog;
use crate::support::backups::names;
use crate::support::commands::assert_says;
use crate::support::{TestDb, slug};

/// The error of opening a database, which must not be treated as new.
fn refusal(url: &DatabaseUrl) -> String {
    let filled = |_: &mut Conn| -> Result<(), DbError> { panic!("{url} was treated as new") };
    match Db::open(url, filled) {
        Ok(_) => panic!("{url} was opened"),
        Err(error) => error.to_string(),
    }
}

fn sample() -> [Category; 1] {
    [Category { slug: slug("c"), name: "C".into() }]
}

#[test]
fn a_new_file_is_private() {
    let home = TestDb::sqlite().unopened();
    let _db = Db::open(&home.url(), |_| Ok::<_, DbError>(())).unwrap();
    let DatabaseUrl::Sqlite(path) = home.url() else { unreachable!() };
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}

on_both!(only_a_new_database_is_migrated_and_filled);
fn only_a_new_database_is_migrated_and_filled(db: TestDb) {
    let home = db.unopened();
    let first = Db::open(&home.url(), |conn| category::ensure(conn, &sample())).unwrap();
    let refill = |_: &mut Conn| -> Result<(), DbError> { panic!("it is not new") };
    let second = Db::open(&home.url(), refill).unwrap();
    assert_eq!(second.read_now(category::all).unwrap(), sample());
    assert!(second.queries() < first.queries(), "the migrations ran again");
}

on_both!(a_new_database_that_cannot_be_filled_stays_without_tables);
fn a_new_database_that_cannot_be_filled_stays_without_tables(db: TestDb) {
    let home = db.unopened();
    let failed = Db::open(&home.url(), |conn| {
        category::ensure(conn, &sample())?;
        Err::<(), _>(DbError::Interrupted)
    });
    assert!(matches!(failed, Err(DbError::Interrupted)));
    let (mut filled, mut tables) = (false, None);
    let opened = Db::open(&home.url(), |conn| {
        filled = true;
        tables = Some(category::all(conn)?);
        Ok::<_, DbError>(())
    });
    assert!(filled && tables == Some(Vec::new()), "the next start treats it as new");
    assert_eq!(catalog::read(&opened.unwrap()), catalog::read(&db.db));
}

on_both!(several_processes_may_open_a_new_database_at_once);
fn several_processes_may_open_a_new_database_at_once(db: TestDb) {
    let home = db.unopened();
    let url = home.url();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let open = || Db::open(&url, |conn| category::ensure(conn, &sample()));
            scope.spawn(move || open().unwrap());
        }
    });
    assert_eq!(Db::open(&url, |_| Ok::<_, DbError>(())).unwrap().read_now(category::all).unwrap(), sample());
}

on_both!(an_invalid_value_in_a_row_is_named);
fn an_invalid_value_in_a_row_is_named(db: TestDb) {
    db.run("INSERT INTO categories (slug, name, sort_key) VALUES ('No Slug', 'x', 'x')");
    assert_says(&db.db.read_now(category::all).unwrap_err().to_string(), &["“No Slug”", "Slug"]);
}

on_postgres!(a_wrong_password_or_database_is_reported_without_the_password);
fn a_wrong_password_or_database_is_reported_without_the_password(db: TestDb) {
    let DatabaseUrl::Postgres(url) = &db.url else { unreachable!() };
    let (scheme, rest) = url.split_once("://").unwrap();
    let host = rest.split_once('@').unwrap().1;
    let stranger = refusal(&DatabaseUrl::Postgres(format!("{scheme}://stranger:hush@{host}")));
    assert_says(&stranger, &["stranger@", "\"stranger\"", "user and password are right"]);
    assert!(!stranger.contains("hush"), "{stranger}");
    let name = host.split(['/', '?']).nth(1).unwrap();
    let missing = refusal(&DatabaseUrl::Postgres(url.replace(name, "metier_missing")));
    assert_says(&missing, &["metier_missing", "does not exist", "CREATE DATABASE"]);
}

/// Opening a path must fail with an error that names it and the reason.
#[track_caller]
fn assert_refused(path: &Path, reason: &str) {
    let name = path.to_str().unwrap();
    let message = refusal(&DatabaseUrl::Sqlite(name.into()));
    assert_says(&message, &[&format!("can’t open the database {name}: "), reason]);
}

#[test]
fn other_files_and_folders_are_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    let text = "Buy milk. ".repeat(200);
    fs::write(path("notes.txt"), &text).unwrap();
    let mut theirs = SqliteConnection::establish(path("theirs.db").to_str().unwrap()).unwrap();
    theirs.batch_execute("CREATE TABLE careers (theirs TEXT)").unwrap();
    assert_refused(folder.path(), "It is a folder");
    assert_refused(&path("missing/metier.db"), "Check that its folder exists");
    assert_refused(&path("notes.txt"), "not a database");
    assert_refused(&path("theirs.db"), "careers");
    assert_eq!(names(&folder), ["notes.txt", "theirs.db"]);
    assert_eq!(fs::read_to_string(path("notes.txt")).unwrap(), text);
    theirs.batch_execute("SELECT theirs FROM careers").unwrap();
}

/// Takes five seconds, the timeout of a writer.
#[test]
fn a_locked_file_is_refused_after_a_timeout() {
    let db = TestDb::sqlite();
    let mut other = SqliteConnection::establish(&db.url.to_string()).unwrap();
    other.batch_execute("BEGIN EXCLUSIVE").unwrap();
    assert_refused(db.url.to_string().as_ref(), "Another program has locked it");
}

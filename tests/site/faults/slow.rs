//! A database that takes its time.

use std::any::Any;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use metier::db::{DatabaseUrl, Db, DbError, Passing, version};
use metier::models::user::Role;
use tempfile::NamedTempFile;

use crate::support::{Running, TestDb, Visitor, entry, metier, rows, save, wait_until};

const PATIENCE: Duration = Duration::from_secs(1);
const SOON: Duration = Duration::from_secs(2);

/// Another program, in a transaction that keeps others from writing categories, until it is dropped.
fn other_writer(db: &TestDb) -> Box<dyn Any> {
    match &db.url {
        DatabaseUrl::Postgres(url) => {
            let mut conn = PgConnection::establish(url).unwrap();
            conn.batch_execute("BEGIN; LOCK TABLE categories IN EXCLUSIVE MODE").unwrap();
            Box::new(conn)
        }
        DatabaseUrl::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(path).unwrap();
            conn.batch_execute("BEGIN IMMEDIATE").unwrap();
            Box::new(conn)
        }
    }
}

fn bounded(mut db: TestDb) -> TestDb {
    db.db = db.db.bounded(PATIENCE);
    db
}

/// No operation is running anymore.
fn is_idle(db: &Db) -> bool {
    let figures = db.figures();
    figures.connections == figures.idle
}

on_both!(async a_write_that_waits_too_long_is_refused_and_never_made);
async fn a_write_that_waits_too_long_is_refused_and_never_made(db: TestDb) {
    let db = bounded(db);
    let editor = Visitor::signed_in(&db, Role::Editor);
    let other = other_writer(&db);
    let began = Instant::now();
    let answer = editor.post("/admin/categories/new", &[("name", "Crafts"), ("slug", "crafts")]).await;
    assert!(began.elapsed() < 2 * PATIENCE, "{:?}", began.elapsed());
    assert_eq!((answer.status, answer.header("retry-after")), (503, "2"), "{}", answer.body);
    assert_eq!(answer.text("h1"), "This hasn’t been saved");
    assert!(answer.text(".lead").contains("in time"), "{}", answer.text(".lead"));
    // Now it could be made.
    drop(other);
    wait_until(SOON, || is_idle(&db.db), || format!("{:?}", db.db.figures()));
    assert_eq!(rows(&db.db, "categories WHERE slug = 'crafts'"), 0, "it was answered as refused");
}

on_both!(async a_write_is_not_made_after_it_was_given_up);
/// The database has accepted everything but the commit.
async fn a_write_is_not_made_after_it_was_given_up(db: TestDb) {
    let db = bounded(db);
    let (before, began) = (db.db.version(), Instant::now());
    let written = db.db.write(|conn| {
        conn.batch_execute("UPDATE content_version SET version = version + 7")?;
        thread::sleep(PATIENCE * 3 / 2);
        Ok::<_, DbError>(())
    });
    let error = written.await.unwrap_err();
    assert_eq!(error.passing(), Some(Passing::Slow), "{error}");
    assert!(began.elapsed() < PATIENCE * 5 / 4, "{:?}", began.elapsed());
    wait_until(SOON, || is_idle(&db.db), || format!("{:?}", db.db.figures()));
    assert_eq!(db.db.read_now(version::read).unwrap(), before);
}

on_postgres!(async a_page_that_waits_too_long_answers_503_and_leaves_its_place);
async fn a_page_that_waits_too_long_answers_503_and_leaves_its_place(db: TestDb) {
    let db = bounded(db);
    save(&db.db, &[entry("Clerk")]).unwrap();
    let visitor = Visitor::new(&db).with_limits(0, 1);
    let DatabaseUrl::Postgres(url) = &db.url else { unreachable!() };
    let mut other = PgConnection::establish(url).unwrap();
    other.batch_execute("BEGIN; LOCK TABLE published IN ACCESS EXCLUSIVE MODE").unwrap();
    let began = Instant::now();
    let answer = visitor.get("/careers").await;
    assert!(began.elapsed() < 2 * PATIENCE, "{:?}", began.elapsed());
    assert_eq!((answer.status, answer.header("retry-after")), (503, "2"), "{}", answer.body);
    assert_eq!(answer.text("h1"), "The site is slow right now");
    assert_eq!(visitor.get("/about").await.status, 200, "its place is free");
    wait_until(SOON, || is_idle(&db.db), || format!("{:?}", db.db.figures()));
    other.batch_execute("ROLLBACK").unwrap();
    assert_eq!(visitor.get("/careers").await.status, 200);
}

on_postgres!(a_slow_database_is_logged_once_and_waited_for_once);
fn a_slow_database_is_logged_once_and_waited_for_once(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let log = NamedTempFile::new().unwrap();
    let mut command = metier(&db);
    command.env("METIER_DATABASE_TIMEOUT", "1");
    let site = Running::start_with_log(&mut command, Stdio::from(log.reopen().unwrap()));
    let DatabaseUrl::Postgres(url) = &db.url else { unreachable!() };
    let mut other = PgConnection::establish(url).unwrap();
    other.batch_execute("BEGIN; LOCK TABLE published IN ACCESS EXCLUSIVE MODE").unwrap();
    let began = Instant::now();
    thread::scope(|scope| {
        for page in ["/careers", "/careers", "/careers", "/careers", "/careers", "/search?q=clerk"] {
            scope.spawn(|| assert!(site.get(page).starts_with("HTTP/1.1 503")));
        }
    });
    assert!(began.elapsed() < PATIENCE * 5, "the requests wait one after another: {:?}", began.elapsed());
    other.batch_execute("ROLLBACK").unwrap();
    assert!(site.get("/careers").starts_with("HTTP/1.1 200"));
    let log = std::fs::read_to_string(log).unwrap();
    assert_eq!(log.matches("the database is too slow").count(), 1, "{log}");
    assert_eq!(log.matches("\"WARN\"").count(), 0, "{log}");
}

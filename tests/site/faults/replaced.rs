//! An SQLite file that is removed or replaced while the site runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use diesel::RunQueryDsl;
use diesel::dsl;
use diesel::sql_types::Text;
use metier::db::{DatabaseUrl, Db, DbError};
use metier::models::category;
use metier::models::user::Role;
use metier::profile::{Category, Slug};
use tempfile::NamedTempFile;

use crate::support::{Running, TestDb, Visitor, entry, metier, save, texts, wait_until};

const SOON: Duration = Duration::from_secs(2);

fn path(db: &TestDb) -> &str {
    let DatabaseUrl::Sqlite(path) = &db.url else { unreachable!() };
    path
}

/// Another database in the same folder.
fn other(db: &TestDb, title: &str) -> PathBuf {
    let (made, other) = (TestDb::sqlite(), format!("{}.other", path(db)));
    save(&made.db, &[entry(title)]).unwrap();
    made.run(&format!("VACUUM INTO '{other}'"));
    other.into()
}

/// A database with all that is stored in another one, as `cp` of a site that has been stopped makes it.
fn copy(db: &TestDb) -> PathBuf {
    let copy = format!("{}.copy", path(db));
    db.run(&format!("VACUUM INTO '{copy}'"));
    copy.into()
}

fn categories(file: &Path) -> Vec<String> {
    let url = DatabaseUrl::Sqlite(file.to_str().unwrap().into());
    let opened = Db::open(&url, |_| Ok::<(), DbError>(())).unwrap();
    added(&opened).unwrap()
}

fn add_category(db: &Db, number: u32) -> Result<(), DbError> {
    let slug = Slug::suggest(&format!("number {number}"));
    db.write_now(move |conn| category::ensure(conn, &[Category { slug, name: number.to_string() }]))?;
    Ok(())
}

/// `None` while the database can't be read.
fn added(db: &Db) -> Option<Vec<String>> {
    let slugs = dsl::sql::<Text>("SELECT slug FROM categories");
    db.read_now(|conn| Ok::<_, DbError>(slugs.load(conn)?)).ok()
}

fn log(log: &NamedTempFile) -> String {
    fs::read_to_string(log).unwrap()
}

#[test]
fn a_removed_file_is_missed_and_not_created_again() {
    actix_web::rt::System::new().block_on(async {
        let db = TestDb::sqlite();
        let editor = Visitor::signed_in(&db, Role::Editor);
        let fields = [("name", "Crafts"), ("slug", "crafts")];
        assert_eq!(editor.post("/admin/categories/new", &fields).await.status, 303);
        db.take_away();
        let fields = [("name", "Trades"), ("slug", "trades")];
        let answer = editor.post("/admin/categories/new", &fields).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "2"), "{}", answer.body);
        assert_eq!(editor.get("/careers").await.status, 503);
        let ready = editor.get("/readyz").await;
        assert_eq!((ready.status, ready.body.as_str()), (503, "database: its file was removed\n"));
        assert!(!fs::exists(path(&db)).unwrap(), "it was created again");
        db.bring_back();
        assert_eq!(editor.get("/readyz").await.status, 200);
        let page = editor.get("/admin/categories").await;
        assert_eq!((page.status, page.body.contains("Crafts")), (200, true), "{}", page.body);
        assert!(!page.body.contains("Trades"), "a change was kept that was answered as refused");
        assert_eq!(editor.post("/admin/categories/new", &fields).await.status, 303);
    });
}

#[test]
fn a_site_shows_a_new_file_only_and_logs_the_change_once() {
    let db = TestDb::sqlite();
    save(&db.db, &[entry("Clerk")]).unwrap();
    let written = NamedTempFile::new().unwrap();
    let site = Running::start_with_log(&mut metier(&db), Stdio::from(written.reopen().unwrap()));
    let shown = |title| site.get("/careers").contains(title);
    assert!(shown("Clerk"));
    let other = other(&db, "Baker");
    fs::rename(&other, path(&db)).unwrap();
    wait_until(SOON, || shown("Baker"), || log(&written));
    for page in ["/", "/careers", "/careers?sort=pay", "/careers/clerk", "/search?q=clerk", "/careers.csv"] {
        assert!(!site.get(page).contains("Clerk</"), "{page} still shows the old file");
    }
    assert!(site.get("/readyz").starts_with("HTTP/1.1 200"));
    let log = log(&written);
    assert_eq!(log.matches("the database can’t be used: its file was replaced").count(), 1, "{log}");
    assert_eq!((log.matches("ERROR").count(), log.matches("opened the new").count()), (1, 1), "{log}");
}

#[test]
fn a_file_that_cannot_be_used_is_told_until_a_good_one_is_there() {
    let db = TestDb::sqlite();
    save(&db.db, &[entry("Clerk")]).unwrap();
    let written = NamedTempFile::new().unwrap();
    let site = Running::start_with_log(&mut metier(&db), Stdio::from(written.reopen().unwrap()));
    let good = copy(&db);
    let bad = format!("{}.bad", path(&db));
    let unusable = "database: its file was replaced by one that can’t be used";
    for content in [&b"no database"[..], b"", &fs::read(&good).unwrap()[..40_000]] {
        fs::write(&bad, content).unwrap();
        fs::rename(&bad, path(&db)).unwrap();
        wait_until(SOON, || site.get("/readyz").contains(unusable), || log(&written));
        assert!(site.get("/careers?sort=pay").starts_with("HTTP/1.1 503"));
        assert_eq!(fs::read(path(&db)).unwrap(), content, "the file was changed");
    }
    fs::rename(good, path(&db)).unwrap();
    wait_until(SOON, || site.get("/careers?sort=pay").starts_with("HTTP/1.1 200"), || log(&written));
    let log = log(&written);
    assert_eq!(log.matches("ERROR").count(), 2, "once for the old file, once for the new one: {log}");
}

/// The file is replaced by copies of itself, again and again. Each change that was acknowledged must be in the file
/// that was the database then, or in the one that is the database now.
#[test]
fn no_acknowledged_change_is_lost_when_the_file_is_replaced() {
    let db = TestDb::sqlite();
    let _watch = db.db.watch().unwrap();
    let is_over = AtomicBool::new(false);
    let mut old = Vec::new();
    let acknowledged: Vec<u32> = thread::scope(|scope| {
        let writers: Vec<_> = (0..3)
            .map(|writer| {
                let (db, is_over) = (&db.db, &is_over);
                scope.spawn(move || {
                    let numbers = (0..).map(|number| number * 3 + writer);
                    let numbers = numbers.take_while(|_| !is_over.load(Ordering::Relaxed));
                    numbers.filter(|number| add_category(db, *number).is_ok()).collect::<Vec<_>>()
                })
            })
            .collect();
        for round in 0..5 {
            let before = added(&db.db).unwrap().len();
            let copy = copy(&db);
            let left = PathBuf::from(format!("{}.old-{round}", path(&db)));
            fs::hard_link(path(&db), &left).unwrap();
            fs::rename(copy, path(&db)).unwrap();
            old.push(left);
            let count = || added(&db.db).map_or(0, |all| all.len());
            wait_until(SOON, || count() > before + 3, || format!("{} of {before}", count()));
        }
        is_over.store(true, Ordering::Relaxed);
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    let mut kept = added(&db.db).unwrap();
    kept.extend(old.iter().flat_map(|file| categories(file)));
    let lost = acknowledged.iter().filter(|number| !kept.contains(&format!("number-{number}")));
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<&u32>::new(), "of {}", acknowledged.len());
    assert_eq!(texts(&db.db, "PRAGMA quick_check"), ["ok"]);
}

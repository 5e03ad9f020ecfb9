//! Opening a database: migrating, filling, and errors.

use std::net::TcpListener;

use diesel::prelude::*;
use metier::db::{Conn, DatabaseUrl, Db, Error};
use metier::models::category;
use metier::profile::Category;

use super::catalog;
use crate::support::{TestDb, slug};

/// The error of opening a database, which must not be treated as new.
fn refusal(url: &DatabaseUrl) -> String {
    let filled = |_: &mut Conn| -> Result<(), Error> { panic!("{url} was treated as new") };
    match Db::open(url, filled) {
        Ok(_) => panic!("{url} was opened"),
        Err(error) => error.to_string(),
    }
}

fn assert_says(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "“{part}” is missing in: {message}");
    }
}

fn sample() -> [Category; 1] {
    [Category { slug: slug("c"), name: "C".into() }]
}

on_both!(only_a_new_database_is_migrated_and_filled);
fn only_a_new_database_is_migrated_and_filled(db: TestDb) {
    let home = db.unopened();
    let first = Db::open(&home.url(), |conn| category::ensure(conn, &sample())).unwrap();
    let refill = |_: &mut Conn| -> Result<(), Error> { panic!("it is not new") };
    let second = Db::open(&home.url(), refill).unwrap();
    assert_eq!(second.read_now(category::all).unwrap(), sample());
    assert!(second.queries() < first.queries(), "the migrations ran again");
}

on_both!(a_new_database_that_cannot_be_filled_stays_without_tables);
fn a_new_database_that_cannot_be_filled_stays_without_tables(db: TestDb) {
    let home = db.unopened();
    let failed = Db::open(&home.url(), |conn| {
        category::ensure(conn, &sample())?;
        Err::<(), _>(Error::Interrupted)
    });
    assert!(matches!(failed, Err(Error::Interrupted)));
    let (mut filled, mut tables) = (false, None);
    let opened = Db::open(&home.url(), |conn| {
        filled = true;
        tables = Some(category::all(conn)?);
        Ok::<_, Error>(())
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
    assert_eq!(Db::open(&url, |_| Ok::<_, Error>(())).unwrap().read_now(category::all).unwrap(), sample());
}

on_both!(a_newer_schema_is_refused);
fn a_newer_schema_is_refused(db: TestDb) {
    let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231235959')";
    db.db.write_now(|conn| Ok::<_, Error>(diesel::sql_query(newer).execute(conn)?)).unwrap();
    assert_says(&refusal(&db.url), &["29991231235959", "newer", &db.url.to_string()]);
}

on_both!(an_invalid_value_in_a_row_is_named);
fn an_invalid_value_in_a_row_is_named(db: TestDb) {
    let wrong = "INSERT INTO categories (slug, name, sort_key) VALUES ('No Slug', 'x', 'x')";
    db.db.write_now(|conn| Ok::<_, Error>(diesel::sql_query(wrong).execute(conn)?)).unwrap();
    assert_says(&db.db.read_now(category::all).unwrap_err().to_string(), &["“No Slug”", "Slug"]);
}

#[test]
fn an_unreachable_server_is_named_without_its_password() {
    // Bound and released, so nothing listens there.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("postgres://metier:hush@127.0.0.1:{port}/careers");
    let message = refusal(&url.parse().unwrap());
    assert_says(&message, &[&format!("metier@127.0.0.1:{port}/careers"), "refused", "the server is running"]);
    assert!(!message.contains("hush"), "{message}");
}

#[test]
fn a_wrong_password_or_database_is_reported_without_the_password() {
    let test = concat!(module_path!(), "::a_wrong_password_or_database_is_reported_without_the_password");
    let Some(db) = TestDb::postgres(test) else { return };
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

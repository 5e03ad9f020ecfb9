//! The limit on open files.

use std::fs::{self, File};
use std::process::Command;

use metier::db::DatabaseUrl;

use crate::support::{Running, TestDb, plain};

#[test]
fn a_low_limit_on_open_files_is_logged() {
    let db = TestDb::sqlite();
    let (DatabaseUrl::Postgres(url) | DatabaseUrl::Sqlite(url)) = &db.url;
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut limited = Command::new("sh");
    limited.args(["-c", "ulimit -n 300 && exec \"$0\""]).arg(plain().get_program());
    limited.env("DATABASE_URL", url).env("METIER_CONNECTIONS", "1000");
    let site = Running::start_with_log(&mut limited, File::create(&log).unwrap().into());
    assert!(site.get("/about").starts_with("HTTP/1.1 200"));
    let said = fs::read_to_string(&log).unwrap();
    assert!(said.contains("only 44 connections are accepted"), "{said}");
}

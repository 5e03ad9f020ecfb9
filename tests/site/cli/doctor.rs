//! What `metier doctor` finds, and that it changes nothing.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use metier::db::DatabaseUrl;
use metier::models::user::Role;

use crate::support::{Running, TestDb, add_user, entry, metier, plain, save};

/// The output, and whether the command succeeded.
fn run(command: &mut Command) -> (String, bool) {
    let output = command.arg("doctor").output().unwrap();
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(!said.is_empty(), "{}", super::stderr(&output));
    (said, output.status.success())
}

/// The same, with a free port.
fn examine(db: &TestDb) -> (String, bool) {
    run(metier(db).env("METIER_LISTEN", "127.0.0.1:0"))
}

#[track_caller]
fn assert_found((said, is_well): &(String, bool), line: &str) {
    assert!(said.lines().any(|found| found.starts_with(line)), "“{line}” is missing in:\n{said}");
    assert_eq!(*is_well, !said.contains("FAIL"), "{said}");
}

fn path(db: &TestDb) -> Option<&str> {
    match &db.url {
        DatabaseUrl::Sqlite(path) => Some(path),
        DatabaseUrl::Postgres(_) => None,
    }
}

on_both!(a_healthy_setup_passes_and_stays_unchanged);
fn a_healthy_setup_passes_and_stays_unchanged(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    add_user(&db, Role::Admin);
    let before = path(&db).map(|path| {
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::read(path).unwrap()
    });
    let found = examine(&db);
    assert!(found.1 && !found.0.contains("warn"), "{}", found.0);
    for line in ["base URL: http://127.0.0.1:0", "address: 127.0.0.1:0 is free", "schema: up to date"] {
        assert_found(&found, &format!("ok    {line}"));
    }
    for line in
        ["database: ", "integrity: ", "admins: 1 can", "search: up to date", "open files: ", "static files: "]
    {
        assert_found(&found, &format!("ok    {line}"));
    }
    assert_eq!(before, path(&db).map(|path| fs::read(path).unwrap()), "it changed the file");
}

on_both!(missing_admins_and_search_documents_are_found);
fn missing_admins_and_search_documents_are_found(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    db.run("DELETE FROM search_documents");
    let found = examine(&db);
    assert_found(&found, "warn  admins: none can sign in; run: metier user add");
    assert_found(&found, "FAIL  search: careers missing from the index: 1;");
}

on_both!(a_schema_of_another_version_is_found);
fn a_schema_of_another_version_is_found(db: TestDb) {
    db.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231235959')");
    assert_found(
        &examine(&db),
        "FAIL  schema: its schema (migration 29991231235959) is newer than this program",
    );
    db.run("DELETE FROM __diesel_schema_migrations");
    assert_found(&examine(&db), "warn  schema: there is none yet");
}

on_both!(an_unavailable_database_is_found_and_not_created);
fn an_unavailable_database_is_found_and_not_created(db: TestDb) {
    db.take_away();
    assert_found(&examine(&db), "FAIL  database: ");
    assert!(path(&db).is_none_or(|path| !fs::exists(path).unwrap()), "it created one");
}

on_both!(a_running_site_is_told_from_another_program);
fn a_running_site_is_told_from_another_program(db: TestDb) {
    let site = Running::start(&mut metier(&db));
    let found = run(metier(&db).env("METIER_LISTEN", &site.address));
    assert_found(&found, &format!("ok    address: metier is running at {}", site.address));
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let found = run(metier(&db).env("METIER_LISTEN", &address));
    assert_found(&found, &format!("FAIL  address: another program listens at {address}"));
}

#[test]
fn unsuitable_settings_are_found() {
    let db = TestDb::sqlite();
    let with = |settings: &[(&str, &str)]| {
        run(metier(&db).env("METIER_LISTEN", "127.0.0.1:0").envs(settings.iter().copied()))
    };
    let found = with(&[("METIER_LISTEN", "0.0.0.0:0")]);
    assert_found(&found, "FAIL  base URL: links point to http://0.0.0.0:0; set METIER_BASE_URL");
    let found = with(&[("METIER_PROXIES", "127.0.0.1"), ("METIER_BASE_URL", "https://localhost")]);
    assert_found(&found, "FAIL  base URL: https://localhost points visitors to their own machine");
    let found = with(&[("METIER_BASE_URL", "http://careers.example")]);
    assert_found(&found, "warn  base URL: http://careers.example has no TLS");
    let found = with(&[("METIER_BASE_URL", "https://careers.example")]);
    assert_found(&found, "warn  proxy: https needs one");
    let behind =
        |proxies| with(&[("METIER_BASE_URL", "https://careers.example"), ("METIER_PROXIES", proxies)]);
    assert_found(
        &behind("127.0.0.1, ::1"),
        "ok    proxy: trusting 127.0.0.1/32, ::1/128 for client addresses",
    );
    assert_found(&behind("0.0.0.0/0"), "warn  proxy: any client can forge its address");
    assert_found(&with(&[("METIER_STATIC_DIR", "/nowhere")]), "FAIL  static files: /nowhere can’t be read");
    let found = with(&[("TMPDIR", "/nowhere")]);
    assert_found(&found, "FAIL  temporary folder: /nowhere can’t be used");
}

#[test]
fn an_exposed_or_damaged_file_is_found() {
    let db = TestDb::sqlite();
    let file = path(&db).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o644)).unwrap();
    assert_found(&examine(&db), "warn  privacy: every user of this machine can read it");
    db.run(
        "PRAGMA foreign_keys = OFF; INSERT INTO search_documents (career_id, title_key, title_terms, terms) VALUES (9, '', '', '')",
    );
    assert_found(&examine(&db), "FAIL  references: rows refer to missing rows, in search_documents");
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xAA);
    fs::write(file, bytes).unwrap();
    assert_found(&examine(&db), "FAIL  integrity: ");
    fs::write(file, "This is a text file, and not an SQLite database at all. ".repeat(99)).unwrap();
    assert_found(&examine(&db), "FAIL  database: ");
    let found = run(plain().env("DATABASE_URL", "/dev/shm").env("METIER_LISTEN", "127.0.0.1:0"));
    assert_found(&found, "FAIL  database: ");
}

#[test]
fn a_file_that_cannot_be_written_is_found() {
    let db = TestDb::sqlite();
    let file = path(&db).unwrap();
    let folder = Path::new(file).parent().unwrap();
    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let files = || fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files().for_each(|file| allow(&file, 0o444));
    allow(folder, 0o555);
    // Root may write everything, so another user has to run the command.
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = match is_root {
        true => Command::new("setpriv"),
        false => plain(),
    };
    if is_root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(plain().get_program());
    }
    let found = run(command.env("DATABASE_URL", file).env("METIER_LISTEN", "127.0.0.1:0"));
    allow(folder, 0o700);
    assert_found(&found, &format!("FAIL  permissions: this user can’t write {file}"));
}

#[test]
fn problems_on_postgresql_are_found() {
    let test = concat!(module_path!(), "::problems_on_postgresql_are_found");
    let Some(db) = TestDb::postgres(test) else { return };
    db.run("UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'word_search'::regclass");
    assert_found(&examine(&db), "FAIL  integrity: invalid indexes: word_search; run: REINDEX");
    db.run("DROP EXTENSION pg_trgm CASCADE");
    assert_found(&examine(&db), "FAIL  extension: pg_trgm is missing");
    let away = "postgres://me:hush@127.0.0.1:1/db";
    let found = run(metier(&db).env("METIER_LISTEN", "127.0.0.1:0").env("DATABASE_READ_URL", away));
    assert_found(&found, "warn  replica: can’t open the database postgres://me@127.0.0.1:1/db");
    assert!(!found.0.contains("hush"), "{}", found.0);
}

on_both!(a_lagging_replica_is_found);
fn a_lagging_replica_is_found(db: TestDb) {
    // A separate database stands in for a replica that has stopped replicating.
    let copy = db.unopened();
    drop(metier::db::Db::open(&copy.url(), |_| Ok::<(), metier::db::Error>(())).unwrap());
    let url = match copy.url() {
        DatabaseUrl::Postgres(url) | DatabaseUrl::Sqlite(url) => url,
    };
    let with_replica = || run(metier(&db).env("METIER_LISTEN", "127.0.0.1:0").env("DATABASE_READ_URL", &url));
    assert_found(&with_replica(), "ok    replica: ");
    db.run("UPDATE content_version SET version = version + 3");
    assert_found(&with_replica(), "warn  replica: 3 changes behind");
}

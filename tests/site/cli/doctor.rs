//! What `metier doctor` finds, and that it changes nothing.

use std::borrow::BorrowMut;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use metier::db::{DatabaseUrl, Db, DbError};
use metier::models::user::Role;

use crate::support::commands::{assert_says, fail};
use crate::support::{Running, TestDb, add_user, entry, metier, plain, save, wait_until};

/// `metier doctor` on a free port.
fn doctor(db: &TestDb) -> Command {
    let mut command = metier(db);
    command.env("METIER_LISTEN", "127.0.0.1:0").arg("doctor");
    command
}

/// Runs the command, which must print a line that starts with `line`, and fail only if it finds a fault. Returns all it printed.
#[track_caller]
fn assert_found(mut command: impl BorrowMut<Command>, line: &str) -> String {
    let output = command.borrow_mut().output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(said.lines().any(|found| found.starts_with(line)), "“{line}” is missing in:\n{said}{error}");
    assert_eq!(output.status.success(), !said.contains("FAIL"), "{said}");
    said
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
    let said = assert_found(doctor(&db), "ok    base URL: http://127.0.0.1:0");
    assert!(!said.contains("FAIL") && !said.contains("warn"), "{said}");
    for line in ["address: 127.0.0.1:0 is free", "schema: up to date", "admins: 1 can", "search: up to date"]
    {
        assert_says(&said, &[&format!("\nok    {line}")]);
    }
    for name in ["database", "integrity", "memory", "open files", "static files"] {
        assert_says(&said, &[&format!("\nok    {name}: ")]);
    }
    assert_eq!(before, path(&db).map(|path| fs::read(path).unwrap()), "it changed the file");
}

on_both!(missing_admins_and_search_documents_are_found);
fn missing_admins_and_search_documents_are_found(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    db.run("DELETE FROM search_documents");
    let said = assert_found(doctor(&db), "warn  admins: none can sign in; run: metier user add");
    assert!(said.contains("\nFAIL  search: careers missing from the index: 1;"), "{said}");
}

on_both!(a_schema_of_another_version_is_found);
fn a_schema_of_another_version_is_found(db: TestDb) {
    db.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231235959')");
    let newer = "FAIL  schema: its schema (migration 29991231235959) is newer than this program";
    assert_found(doctor(&db), newer);
    db.run("DELETE FROM __diesel_schema_migrations");
    assert_found(doctor(&db), "warn  schema: there is none yet");
}

on_both!(an_unavailable_database_is_found_and_not_created);
fn an_unavailable_database_is_found_and_not_created(db: TestDb) {
    db.take_away();
    assert_found(doctor(&db), "FAIL  database: ");
    assert!(path(&db).is_none_or(|path| !fs::exists(path).unwrap()), "it created one");
}

on_both!(a_running_site_is_told_from_another_program);
fn a_running_site_is_told_from_another_program(db: TestDb) {
    let site = Running::start(&mut metier(&db));
    let running = format!("ok    address: metier is running at {}", site.address);
    assert_found(doctor(&db).env("METIER_LISTEN", &site.address), &running);
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let taken = format!("FAIL  address: another program listens at {address}");
    assert_found(doctor(&db).env("METIER_LISTEN", &address), &taken);
}

#[test]
fn unsuitable_settings_are_found() {
    let db = TestDb::sqlite();
    let (listen, base_url) = ("METIER_LISTEN", "METIER_BASE_URL");
    let (local, ours) = ("https://localhost", "https://careers.example");
    for (setting, value, line) in [
        (listen, "0.0.0.0:0", "FAIL  base URL: links point to http://0.0.0.0:0; set METIER_BASE_URL"),
        (base_url, "http://careers.example", "warn  base URL: http://careers.example has no TLS"),
        (base_url, ours, "warn  proxy: https needs one"),
        ("METIER_STATIC_DIR", "/nowhere", "FAIL  static files: /nowhere can’t be read"),
        ("TMPDIR", "/nowhere", "FAIL  temporary folder: /nowhere can’t be used"),
    ] {
        assert_found(doctor(&db).env(setting, value), line);
    }
    for (base, proxies, line) in [
        (local, "127.0.0.1", "FAIL  base URL: https://localhost points visitors to their own machine"),
        (ours, "127.0.0.1, ::1", "ok    proxy: trusting 127.0.0.1/32, ::1/128 for client addresses"),
        (ours, "0.0.0.0/0", "warn  proxy: any client can forge its address"),
    ] {
        assert_found(doctor(&db).env(base_url, base).env("METIER_PROXIES", proxies), line);
    }
}

#[test]
fn an_exposed_or_damaged_file_is_found() {
    let db = TestDb::sqlite();
    let file = path(&db).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o644)).unwrap();
    assert_found(doctor(&db), "warn  privacy: every user of this machine can read it");
    db.run(
        "PRAGMA foreign_keys = OFF; INSERT INTO search_documents (career_id, title_key, title_terms, terms) VALUES (9, '', '', '')",
    );
    assert_found(doctor(&db), "FAIL  references: rows refer to missing rows, in search_documents");
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xAA);
    fs::write(file, bytes).unwrap();
    assert_found(doctor(&db), "FAIL  integrity: ");
    fs::write(file, "This is a text file, and not an SQLite database at all. ".repeat(99)).unwrap();
    assert_found(doctor(&db), "FAIL  database: ");
    assert_found(doctor(&db).env("DATABASE_URL", "/dev/shm"), "FAIL  database: ");
}

#[test]
fn a_file_that_cannot_be_written_is_found_and_not_served() {
    let db = TestDb::sqlite();
    let file = path(&db).unwrap();
    let folder = Path::new(file).parent().unwrap();
    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let files = || fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files().for_each(|file| allow(&file, 0o444));
    allow(folder, 0o555);
    // Root may write everything, so another user has to run the command.
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let run = |word: &str| {
        let mut command = plain();
        if is_root {
            command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(plain().get_program());
        }
        command.env("DATABASE_URL", file).env("METIER_LISTEN", "127.0.0.1:0").arg(word);
        command
    };
    assert_found(run("doctor"), &format!("FAIL  permissions: this user can’t write {file}"));
    let said = fail(run("serve"), "The file can’t be written");
    assert!(said.contains(&format!("can’t open the database {file}: ")), "{said}");
    allow(folder, 0o700);
}

on_both!(a_database_that_another_program_writes_is_told);
fn a_database_that_another_program_writes_is_told(db: TestDb) {
    assert_found(doctor(&db), "ok    writing: the database can be written");
    let before = metier::db::version::read(&mut metier::db::look(&db.url).unwrap()).unwrap();
    let said = db.db.write_now(|conn| {
        conn.batch_execute("UPDATE content_version SET version = version + 1").unwrap();
        let said = assert_found(doctor(&db), "warn  writing: another program is writing");
        Err::<String, _>(DbError::Open(said))
    });
    assert!(!said.unwrap_err().to_string().contains("FAIL"));
    assert_eq!(db.db.read_now(metier::db::version::read).unwrap(), before);
}

on_postgres!(a_read_only_server_is_found);
fn a_read_only_server_is_found(db: TestDb) {
    let alter = "ALTER DATABASE %I SET default_transaction_read_only = on";
    db.run(&format!("DO $$ BEGIN EXECUTE format('{alter}', current_database()); END $$"));
    let said =
        assert_found(doctor(&db), "FAIL  writing: the database can’t be written (cannot execute UPDATE");
    assert!(said.contains("or default_transaction_read_only is on"), "{said}");
}

#[test]
fn what_a_running_site_says_is_told() {
    let db = TestDb::sqlite();
    let site = Running::start(&mut metier(&db));
    let listen = |mut command: Command| {
        command.env("METIER_LISTEN", &site.address);
        command
    };
    assert_found(listen(doctor(&db)), "ok    readiness: the running site is ready");
    db.take_away();
    let removed = "FAIL  readiness: the running site isn’t ready: database: its file was removed";
    assert_found(listen(doctor(&db)), removed);
    let url = path(&db).unwrap();
    fs::write(url, "no database").unwrap();
    let unusable = "FAIL  readiness: the running site isn’t ready: database: its file was replaced by one";
    // It waits until the file is no longer being written.
    wait_until(Duration::from_secs(2), || site.get("/readyz").contains("by one"), String::new);
    assert_found(listen(doctor(&db)), unusable);
}

on_postgres!(problems_on_postgresql_are_found);
fn problems_on_postgresql_are_found(db: TestDb) {
    db.run("UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'word_search'::regclass");
    assert_found(doctor(&db), "FAIL  integrity: invalid indexes: word_search; run: REINDEX");
    db.run("DROP EXTENSION pg_trgm CASCADE");
    assert_found(doctor(&db), "FAIL  extension: pg_trgm is missing");
    let away = "postgres://me:hush@127.0.0.1:1/db";
    let unopened = "warn  replica: can’t open the database postgres://me@127.0.0.1:1/db";
    let said = assert_found(doctor(&db).env("DATABASE_READ_URL", away), unopened);
    assert!(!said.contains("hush"), "{said}");
}

on_both!(a_lagging_replica_is_found);
fn a_lagging_replica_is_found(db: TestDb) {
    // A separate database stands in for a replica that has stopped replicating.
    let copy = db.unopened();
    drop(Db::open(&copy.url(), |_| Ok::<(), DbError>(())).unwrap());
    let (DatabaseUrl::Postgres(url) | DatabaseUrl::Sqlite(url)) = copy.url();
    assert_found(doctor(&db).env("DATABASE_READ_URL", &url), "ok    replica: ");
    db.run("UPDATE content_version SET version = version + 3");
    assert_found(doctor(&db).env("DATABASE_READ_URL", &url), "warn  replica: 3 changes behind");
}

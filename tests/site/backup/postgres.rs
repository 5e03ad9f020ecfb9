//! On PostgreSQL, its own tools back up and restore, with the commands that the program prints.

use std::env;
use std::process::Command;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use metier::db::{Conn, DatabaseUrl, Db, DbError};
use metier::import::bundle;

use crate::db::catalog;
use crate::support::backups::content;
use crate::support::commands::{fail, succeed};
use crate::support::{TestDb, count, full, metier, plain, postgres_programs, prepare, save};

/// Runs `refused`, which prints commands, and then the first printed command that starts with `word`.
fn run_printed(refused: &mut Command, word: &str) {
    let said = fail(refused, word);
    let command = said.lines().find(|line| line.trim_start().starts_with(word)).unwrap();
    let programs = postgres_programs().into_iter();
    let path = env::var_os("PATH").unwrap();
    let path = env::join_paths(programs.chain(env::split_paths(&path))).unwrap();
    succeed(Command::new("sh").args(["-c", command]).env("PATH", path));
}

on_postgres!(the_printed_commands_back_up_and_restore);
fn the_printed_commands_back_up_and_restore(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Wiretapper", "wiretapper")]).unwrap();
    db.db.write_now(bundle::store_starter).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.dump");
    run_printed(metier(&db).arg("backup").arg(&file), "pg_dump ");
    let home = db.unopened();
    let role = format!("metier_owner_{}", std::process::id());
    let url = owned_by(&role, &home.url());
    run_printed(plain().env("DATABASE_URL", &url).arg("restore").arg(&file), "pg_restore ");
    let is_new = |_: &mut Conn| -> Result<(), DbError> { panic!("nothing was restored") };
    let restored = Db::open(&home.url(), is_new).unwrap();
    assert_eq!(catalog::read(&restored), catalog::read(&db.db));
    let words = "SELECT sum(uses)::bigint AS count FROM words";
    assert_eq!(count(&restored, words), count(&db.db, words));
    let mut bytes = Vec::new();
    bundle::export(&restored, false, &mut bytes).unwrap();
    assert!(bytes == content(&db));
    drop((restored, home));
    db.run(&format!("DROP ROLE {role}"));
}

/// Creates a role without other rights that owns the database, and the extension in it, as the guide does. Returns an
/// address that connects as this role.
fn owned_by(role: &str, database: &DatabaseUrl) -> String {
    let DatabaseUrl::Postgres(url) = database else { unreachable!() };
    let give = format!(
        "CREATE ROLE {role};
         DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO {role}', current_database()); END $$;
         CREATE EXTENSION pg_trgm"
    );
    PgConnection::establish(url).unwrap().batch_execute(&give).unwrap();
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}options=-crole%3D{role}")
}

#[test]
fn the_password_is_not_printed() {
    let mut command = plain();
    command.env("DATABASE_URL", "postgres://me:secret@db.example/careers?sslmode=require");
    let expected = "--dbname='postgres://me@db.example/careers?sslmode=require'";
    let said = fail(command.args(["backup", "b.dump"]), expected);
    assert!(!said.contains("secret"), "{said}");
}

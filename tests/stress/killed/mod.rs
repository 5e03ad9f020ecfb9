//! Programs and servers that are killed while several people write: no answered write is lost, and no write is stored
//! in part.

mod backups;
mod writer;

use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use metier::db::DatabaseUrl;

use crate::chance::Chance;
use crate::support::{Running, TestDb, count, is_set, metier, texts, wait_until};
use writer::Writer;

/// How long the program may take to start and answer a page; generous, for busy machines.
const SOON: Duration = Duration::from_secs(10);

/// How often to kill: `few` times, or `many` if `METIER_LONG_TESTS` is set.
fn kills(few: u32, many: u32) -> u32 {
    if is_set("METIER_LONG_TESTS") { many } else { few }
}

fn writers(db: &TestDb) -> Vec<Writer> {
    ["Actuary", "Baker", "Clerk", "Dentist"].into_iter().map(|title| Writer::new(db, title)).collect()
}

/// Starts the program under an application name that identifies its connections in PostgreSQL.
fn serve(db: &TestDb) -> Running {
    Running::start(metier(db).arg("serve").env("PGAPPNAME", "killed"))
}

/// Lets all writers write to a site, and does `harm` at a random moment after a random number of answers. Returns the
/// number of answers.
fn write_until(chance: &mut Chance, writers: &mut [Writer], address: &str, harm: impl FnOnce()) -> u32 {
    let (began, answers, enough) = (Instant::now(), AtomicU32::new(0), chance.below(10) as u32);
    let is_over = AtomicBool::new(false);
    scope(|scope| {
        for writer in &mut *writers {
            scope.spawn(|| writer.write(address, &answers, &is_over));
        }
        while answers.load(Ordering::SeqCst) < enough && began.elapsed() < SOON {
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_micros(chance.below(50_000) as u64));
        harm();
        is_over.store(true, Ordering::SeqCst);
    });
    answers.into_inner()
}

on_both!(no_answered_write_is_lost_when_the_program_is_killed);
fn no_answered_write_is_lost_when_the_program_is_killed(db: TestDb) {
    let mut writers = writers(&db);
    let mut chance = Chance::new(7, 0);
    let kills = kills(20, 200);
    let mut answered = 0;
    for kill in 0..kills {
        let began = Instant::now();
        let mut site = serve(&db);
        assert!(site.get("/search?q=baker").starts_with("HTTP/1.1 200"));
        let took = began.elapsed();
        assert!(took < SOON, "after kill {kill} it took {took:?} to serve again");
        let address = site.address.clone();
        answered += write_until(&mut chance, &mut writers, &address, || site.child.kill().unwrap());
        site.child.wait().unwrap();
        settle(&db);
        writers.iter_mut().for_each(|writer| writer.look(&db));
    }
    let open: u32 = writers.iter().map(|writer| writer.unanswered).sum();
    assert!(answered > kills && open > kills, "{answered} answered, {open} not: they were killed idle");
}

/// Waits until PostgreSQL has finished with the program's connections, or checks the SQLite file.
fn settle(db: &TestDb) {
    match &db.url {
        DatabaseUrl::Postgres(_) => {
            let killed = "SELECT count(*) FROM pg_stat_activity
                          WHERE application_name = 'killed' AND datname = current_database()";
            let why = || "the server doesn’t notice that the program is gone".into();
            wait_until(SOON, || count(&db.db, killed) == 0, why);
        }
        DatabaseUrl::Sqlite(path) => assert_sound(path),
    }
}

/// Fails unless an SQLite file passes SQLite's quick check.
pub fn assert_sound(path: &str) {
    let mut conn = SqliteConnection::establish(path).unwrap();
    let found = sql::<Text>("PRAGMA quick_check").load::<String>(&mut conn);
    assert_eq!(found.unwrap(), ["ok"]);
}

/// When one of its processes is killed, PostgreSQL ends all of them and recovers from what is on disk, as after a power
/// failure.
#[test]
fn no_answered_write_is_lost_when_the_server_crashes() {
    let Some((db, _)) = TestDb::on_own_server(module_path!()) else { return };
    // For speed, test servers confirm commits before they have written them.
    let safe = "DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database());
                END $$";
    db.run(safe);
    let mut writers = writers(&db);
    let mut chance = Chance::new(8, 0);
    let site = serve(&db);
    let (kills, mut answered) = (kills(4, 10), 0);
    for _ in 0..kills {
        answered += write_until(&mut chance, &mut writers, &site.address, || kill_server(&db));
        let is_back = || db.db.read_now(metier::models::category::all).is_ok();
        wait_until(3 * SOON, is_back, || "the server doesn’t come back".into());
        writers.iter_mut().for_each(|writer| writer.look(&db));
        let is_back = || site.get("/search?q=baker").starts_with("HTTP/1.1 200");
        wait_until(3 * SOON, is_back, || "the site doesn’t come back".into());
    }
    assert!(answered > kills, "{answered} answered: the server was killed idle");
}

/// Kills one of the PostgreSQL processes that serve the program.
fn kill_server(db: &TestDb) {
    let one = "SELECT pid::text FROM pg_stat_activity WHERE application_name = 'killed' LIMIT 1";
    let pid = &texts(&db.db, one)[0];
    assert!(Command::new("kill").args(["-s", "KILL", pid]).status().unwrap().success());
}

//! Many hostile requests, with visits in between that must not be affected. Each request follows from a seed and its
//! number, so that it can be sent again if it fails. `METIER_HOSTILE_SEED` is the seed, and `METIER_HOSTILE_REQUESTS`
//! the number of requests.

pub mod addresses;
mod answer;
mod bodies;
pub mod connection;
pub mod process;
pub mod requests;
mod texts;
mod visits;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use metier::db::DatabaseUrl;
use metier::import::bundle;

use crate::chance::Chance;
use crate::support::{Running, TestDb, entry, metier, save, session_cookie, wait_until};
use connection::{Connection, PATIENCE};
use process::{Held, check_log, errors, names};
use requests::{ROLES, Request};
use visits::Visit;

const SENDERS: usize = 4;
const REQUESTS: u64 = 4_000;
const SEED: u64 = 20_261_127;
/// How much memory use may grow after the warm-up, in bytes, or by half if that is more.
const MORE: u64 = 64 * 1024 * 1024;
/// How much the numbers of files and threads may grow: database connections and waiting threads come and go.
const A_FEW: usize = 24;
/// The number of requests from one visit to the next.
const VISIT: u64 = 16;
/// The number of requests after which sessions are renewed, since requests may end them.
const SESSIONS: u64 = 400;

fn number_of(variable: &str, otherwise: u64) -> u64 {
    match std::env::var(variable) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{variable}={text} is not a number")),
        Err(_) => otherwise,
    }
}

struct Target<'a> {
    db: &'a TestDb,
    site: Running,
    log: PathBuf,
    seed: u64,
    is_limited: bool,
}

on_both!(hostile_requests_do_not_break_the_site);
fn hostile_requests_do_not_break_the_site(db: TestDb) {
    // Hostile requests leave the first ids alone.
    save(&db.db, &["Kept Clerk", "Kept Nurse", "Kept Baker"].map(entry)).unwrap();
    db.db.write_now(bundle::store_starter).unwrap();
    for role in ROLES {
        session_cookie(&db, role);
    }
    let count = number_of("METIER_HOSTILE_REQUESTS", REQUESTS);
    let seed = number_of("METIER_HOSTILE_SEED", SEED);
    under_attack(&db, seed, 0..count, false);
    under_attack(&db, seed, count..count + count / 10, true);
}

/// Sends the requests with these numbers to a new site, with or without limits, and checks what the site holds
/// afterward.
fn under_attack(db: &TestDb, seed: u64, numbers: std::ops::Range<u64>, is_limited: bool) {
    let room = tempfile::tempdir().unwrap();
    let (inside, log) = (room.path().join("inside"), room.path().join("log"));
    fs::create_dir(&inside).unwrap();
    let mut command = metier(db);
    command.current_dir(&inside).env("TMPDIR", &inside).env("METIER_PAGE_CACHE", "4");
    command.env("METIER_RATE_LIMIT", if is_limited { "5" } else { "0" });
    if is_limited {
        command.env("METIER_PROXIES", "127.0.0.0/8");
    }
    let site = Running::start_with_log(&mut command, File::create(&log).unwrap().into());
    let id = site.child.id();
    let target = Target { db, site, log, seed, is_limited };
    let mut folders = vec![inside.as_path()];
    if let DatabaseUrl::Sqlite(path) = &db.url {
        folders.push(Path::new(path).parent().unwrap());
    }
    let files = names(&folders);
    // The warm-up requests everything once; after it, memory, files and threads must not grow.
    let warm = numbers.start + (numbers.end - numbers.start) / 5;
    target.send_all(numbers.start..warm);
    let before = Held::by(id);
    target.send_all(warm..numbers.end);
    let is_so = || Held::by(id).files <= before.files + A_FEW;
    wait_until(Duration::from_secs(30), is_so, || format!("{before:?}, then {:?}", Held::by(id)));
    let after = Held::by(id);
    assert!(
        after.memory <= (before.memory + before.memory / 2).max(before.memory + MORE),
        "{before:?}, then {after:?}"
    );
    assert!(after.threads <= before.threads + A_FEW, "{before:?}, then {after:?}");
    assert_eq!(names(&folders), files, "a file was written");
    check_log(&target.log);
}

impl Target<'_> {
    /// Sends the requests with these numbers, with visits in between.
    fn send_all(&self, numbers: std::ops::Range<u64>) {
        let next = AtomicU64::new(numbers.start);
        thread::scope(|scope| {
            for _ in 0..SENDERS {
                scope.spawn(|| self.send_some(&next, numbers.end));
            }
        });
    }

    /// Sends requests as one of several senders, until all are sent.
    fn send_some(&self, next: &AtomicU64, end: u64) {
        let mut connection = Connection::new(&self.site.address);
        let mut cookies = ROLES.map(|role| session_cookie(self.db, role));
        let mut sent = 0;
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= end {
                return;
            }
            sent += 1;
            if sent % SESSIONS == 0 {
                cookies = ROLES.map(|role| session_cookie(self.db, role));
            }
            let mut chance = Chance::new(self.seed, number);
            let request = Request::hostile(&mut chance, number, &cookies);
            let asked = Instant::now();
            let done = connection.send(&request).and_then(|answers| {
                answers.iter().try_for_each(|answer| answer.check())?;
                let took = asked.elapsed();
                if took > PATIENCE { Err(format!("it took {took:?}")) } else { Ok(()) }
            });
            if let Err(why) = done {
                next.store(end, Ordering::Relaxed); // stops the other senders
                let (seed, errors) = (self.seed, errors(&self.log));
                panic!("{why}\nwith METIER_HOSTILE_SEED={seed}, number {number}: {request}\nlog:\n{errors}");
            }
            if number.is_multiple_of(VISIT) {
                Visit::any(&mut chance).make(&mut connection, self.is_limited);
            }
        }
    }
}

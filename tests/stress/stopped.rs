//! PostgreSQL stops under load, and comes back.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::client::{Answer, Client};
use crate::support::edited::{Edited, PATH, shown};
use crate::support::{Running, TestDb};

/// How long the site may take to be well again.
const SOON: Duration = Duration::from_secs(2);
/// How long a page may take that says that the database is away.
const AT_ONCE: Duration = Duration::from_secs(1);
/// A page that isn't kept.
const UNKEPT: &str = "/search?q=baker";

/// How long the server is away.
fn absence() -> Duration {
    let is_long = std::env::var("METIER_LONG_TESTS").is_ok_and(|set| !set.is_empty());
    Duration::from_secs(if is_long { 30 } else { 5 })
}

/// The threads that answer, by their numbers.
fn workers(site: &Running) -> Vec<String> {
    let tasks = fs::read_dir(format!("/proc/{}/task", site.child.id())).unwrap().flatten();
    let is_worker = |task: &fs::DirEntry| {
        fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name.starts_with("actix"))
    };
    let mut workers: Vec<_> =
        tasks.filter(is_worker).map(|task| task.file_name().into_string().unwrap()).collect();
    workers.sort();
    workers
}

fn ask(site: &Running, path: &str) -> Answer {
    Client::new("").try_get(&site.address, path).unwrap()
}

#[test]
fn a_server_that_stops_is_not_waited_for_and_its_return_is_seen() {
    let test = concat!(module_path!(), "::a_server_that_stops_is_not_waited_for_and_its_return_is_seen");
    let Some((db, server)) = TestDb::on_own_server(test) else { return };
    let edited = Edited::new(db);
    let site = edited.serve();
    let visitor = Client::new("");
    assert_eq!(shown(&visitor, &site.address), 1);
    assert_eq!(ask(&site, UNKEPT).status, 200);
    // The page of the career is old now, and nobody has asked for it; that of all careers is new.
    edited.publish(&site.address, 2);
    assert_eq!(ask(&site, "/careers").status, 200);
    let before = workers(&site);
    assert!(!before.is_empty(), "workers have another name");

    server.stop();
    let is_back = AtomicBool::new(false);
    thread::scope(|scope| {
        let load: [fn(&Running); 3] = [assert_new, assert_old, assert_refused];
        let (site, is_back) = (&site, &is_back);
        for one in load {
            for _ in 0..2 {
                scope.spawn(move || {
                    while !is_back.load(Ordering::Relaxed) {
                        one(site);
                    }
                });
            }
        }
        thread::sleep(absence());
        is_back.store(true, Ordering::Relaxed);
    });
    server.start_again();
    let returned = Instant::now();
    while ask(&site, UNKEPT).status != 200 || !ask(&site, PATH).header("cache-status").is_empty() {
        assert!(returned.elapsed() < SOON, "it isn’t well after {:?}", returned.elapsed());
    }
    assert_eq!(shown(&visitor, &site.address), 2);
    edited.publish(&site.address, 3);
    assert_eq!(shown(&visitor, &site.address), 3);
    assert_eq!(workers(&site), before, "all go on that were there");
}

/// A page that is kept and right is sent as ever.
fn assert_new(site: &Running) {
    let answer = ask(site, "/careers");
    assert_eq!((answer.status, answer.header("cache-status")), (200, ""));
}

/// One that is old is sent, and says so.
fn assert_old(site: &Running) {
    let answer = ask(site, PATH);
    assert_eq!((answer.status, answer.header("cache-status")), (200, "metier; hit; detail=stale"));
    assert_eq!(answer.header("cache-control"), "public, max-age=0, s-maxage=1");
    assert!(answer.body.contains("Edition 1."));
}

/// One that isn't kept can't be had, which is said soon.
fn assert_refused(site: &Running) {
    let asked = Instant::now();
    let answer = ask(site, UNKEPT);
    assert_eq!((answer.status, answer.header("retry-after")), (503, "2"), "{}", answer.body);
    assert!(asked.elapsed() < AT_ONCE, "{:?}", asked.elapsed());
}

//! PostgreSQL stops under load and comes back.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::meanwhile;
use crate::support::client::{Answer, Client};
use crate::support::edited::{Edited, PATH, shown};
use crate::support::{Running, TestDb, is_set, wait_until};

/// How long the site may take to recover.
const SOON: Duration = Duration::from_secs(2);
/// How long an answer may take that says the database is down.
const AT_ONCE: Duration = Duration::from_secs(1);
/// A page that isn't cached.
const UNKEPT: &str = "/search?q=baker";

fn absence() -> Duration {
    Duration::from_secs(if is_set("METIER_LONG_TESTS") { 30 } else { 5 })
}

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
fn the_site_answers_while_the_server_is_down_and_recovers_after_it_returns() {
    let Some((db, server)) = TestDb::on_own_server(module_path!()) else { return };
    let edited = Edited::new(db);
    let site = edited.serve();
    let visitor = Client::new("");
    assert_eq!(shown(&visitor, &site.address), 1);
    assert_eq!(ask(&site, UNKEPT).status, 200);
    // The cached page of the career is stale now, and nobody has requested it since; the list of careers is fresh.
    edited.publish(&site.address, 2);
    assert_eq!(ask(&site, "/careers").status, 200);
    let before = workers(&site);
    assert!(!before.is_empty(), "worker threads have another name");

    server.stop();
    let site = &site;
    let load: [fn(&Running); 6] =
        [assert_new, assert_old, assert_refused, assert_new, assert_old, assert_refused];
    meanwhile(load.map(|one| move || one(site)), || thread::sleep(absence()));
    server.start_again();
    let is_well = || ask(site, UNKEPT).status == 200 && ask(site, PATH).header("cache-status").is_empty();
    wait_until(SOON, is_well, || format!("it hasn’t recovered after {SOON:?}"));
    assert_eq!(shown(&visitor, &site.address), 2);
    edited.publish(&site.address, 3);
    assert_eq!(shown(&visitor, &site.address), 3);
    assert_eq!(workers(site), before, "no worker was replaced");
}

/// A fresh cached page is sent as usual.
fn assert_new(site: &Running) {
    let answer = ask(site, "/careers");
    assert_eq!((answer.status, answer.header("cache-status")), (200, ""));
}

/// A stale cached page is sent and marked as stale.
fn assert_old(site: &Running) {
    let answer = ask(site, PATH);
    assert_eq!((answer.status, answer.header("cache-status")), (200, "metier; hit; detail=stale"));
    assert_eq!(answer.header("cache-control"), "public, max-age=0, s-maxage=1");
    assert!(answer.body.contains("Edition 1."));
}

/// An uncached page is refused at once.
fn assert_refused(site: &Running) {
    let asked = Instant::now();
    let answer = ask(site, UNKEPT);
    assert_eq!((answer.status, answer.header("retry-after")), (503, "2"), "{}", answer.body);
    assert!(asked.elapsed() < AT_ONCE, "{:?}", asked.elapsed());
}

//! An ordinary client beside a hostile one.

use std::thread::sleep;
use std::time::{Duration, Instant};

use metier::models::user::Role;

use super::attack::{self, ORDINARY, form, get, meanwhile_attacked};
use super::{alone, fill, is_optimized, lasting};
use crate::chance::Chance;
use crate::hostile::connection::Connection;
use crate::support::{PASSWORD, Running, TestDb, add_user, metier};

const CAREERS: u64 = 200;
/// How many of a hundred answers must be faster than a limit. A debug build takes ten times as long, and shares the
/// machine with other tests.
const OPTIMIZED: (usize, Duration) = (99, Duration::from_millis(250));
const OTHERWISE: (usize, Duration) = (50, Duration::from_millis(1_500));
/// The pause between requests of the ordinary client, which keeps its searches below the rate limit.
const PAUSE: Duration = Duration::from_millis(15);

on_both!(one_hostile_client_delays_nobody_else);
fn one_hostile_client_delays_nobody_else(db: TestDb) {
    let _alone = alone();
    let slugs = fill(&db, CAREERS);
    add_user(&db, Role::Author);
    let server = Running::start(&mut metier(&db));
    let any = |chance: &mut Chance| attack::any(chance, &slugs);
    let times = meanwhile_attacked(&server.address, any, || visits(&server.address, &slugs));
    let (share, most) = if is_optimized() { OPTIMIZED } else { OTHERWISE };
    let at = |share| times[(times.len() - 1) * share / 100];
    println!("{} answers; p50, p99 and longest: {:?}", times.len(), [at(50), at(99), at(100)]);
    let (took, what) = at(share);
    assert!(took < most, "{share} of 100 answers take up to {took:?}, such as a {what}");
}

/// Requests cached and uncached pages, searches, and signs in. Returns how long each answer took, the longest last.
fn visits(address: &str, slugs: &[String]) -> Vec<(Duration, &'static str)> {
    let mut connection = Connection::from(address, ORDINARY);
    let credentials = [("email", "author@example.org"), ("password", PASSWORD)];
    let (started, mut times) = (Instant::now(), Vec::new());
    for (n, slug) in slugs.iter().cycle().enumerate() {
        let page = format!("/careers/{slug}");
        let (kind, request, expected) = match n % 5 {
            0 => ("cached page", get(&format!("/careers/{}", slugs[0])), 200),
            1 => ("page", get(&page), 200),
            2 => ("uncached page", get(&format!("{page}?n={n}")), 200),
            3 => ("search", get(&format!("/search?q={}", slug.replace('-', "+"))), 200),
            _ => ("sign-in", form("/sign-in", &credentials, ""), 303),
        };
        let asked = Instant::now();
        let answers = connection.send(&request).unwrap_or_else(|why| panic!("{kind}: {why}"));
        times.push((asked.elapsed(), kind));
        assert_eq!(answers[0].status, expected, "{kind} {request}");
        if started.elapsed() > lasting(5, 20) {
            break;
        }
        sleep(PAUSE);
    }
    times.sort();
    times
}

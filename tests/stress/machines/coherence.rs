//! Random changes through two instances and the command line, with readers on both instances: no page is staler than
//! the bound, and an instance shows its own changes at once.

use std::sync::Mutex;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::BOUND;
use crate::chance::Chance;
use crate::meanwhile;
use crate::support::TestDb;
use crate::support::client::Client;
use crate::support::edited::{Edited, shown};

const WHILE: Duration = Duration::from_secs(8);
/// The number of readers of each instance.
const READERS: usize = 2;

/// An answered change: its edition, where it was made, and when.
#[derive(Debug)]
struct Change {
    edition: u32,
    through: String,
    at: Duration,
}

struct Events {
    began: Instant,
    changes: Mutex<Vec<Change>>,
    reads: Mutex<u32>,
}

on_both!(no_page_is_staler_than_the_bound);
fn no_page_is_staler_than_the_bound(db: TestDb) {
    let edited = Edited::new(db);
    let instances = [edited.serve(), edited.serve()];
    let addresses = instances.each_ref().map(|instance| instance.address.as_str());
    let events = Events { began: Instant::now(), changes: Mutex::default(), reads: Mutex::default() };
    let readers = addresses.repeat(READERS).into_iter().map(|address| {
        let (visitor, events) = (Client::new(""), &events);
        move || events.read(&visitor, address)
    });
    meanwhile(readers, || events.write(&edited, addresses));
    let (changes, reads) = (events.changes.into_inner().unwrap(), events.reads.into_inner().unwrap());
    for through in [addresses[0], addresses[1], COMMAND_LINE] {
        assert!(changes.iter().any(|change| change.through == through), "nothing through {through}");
    }
    assert!(reads > 100, "only {reads} reads beside {} changes", changes.len());
}

const COMMAND_LINE: &str = "the command line";

impl Events {
    /// Changes the career in random places, with random pauses, until time is up.
    fn write(&self, edited: &Edited, addresses: [&str; 2]) {
        let mut chance = Chance::new(6, 0);
        let visitor = Client::new("");
        for edition in 2.. {
            let through = *chance.pick(&[addresses[0], addresses[1], COMMAND_LINE]);
            match through {
                COMMAND_LINE => edited.import(edition),
                address => edited.publish(address, edition),
            }
            let change = Change { edition, through: through.into(), at: self.began.elapsed() };
            if through != COMMAND_LINE {
                let seen = shown(&visitor, through);
                assert_eq!(seen, edition, "{change:?} doesn’t show at once");
            }
            self.changes.lock().unwrap().push(change);
            if self.began.elapsed() > WHILE {
                break;
            }
            sleep(Duration::from_millis(chance.below(400) as u64));
        }
    }

    fn read(&self, visitor: &Client, address: &str) {
        let asked = self.began.elapsed();
        let seen = shown(visitor, address);
        let changes = self.changes.lock().unwrap();
        let old_enough = changes.iter().rev().find(|change| change.at + BOUND <= asked);
        let broken = old_enough.filter(|change| seen < change.edition).map(|change| {
            format!("{address}, asked at {asked:.3?}, showed edition {seen} after {change:?}: {changes:#?}")
        });
        // A panic that holds the lock would make the other threads fail too, with less helpful messages.
        drop(changes);
        if let Some(broken) = broken {
            panic!("{broken}");
        }
        *self.reads.lock().unwrap() += 1;
        sleep(Duration::from_millis(2));
    }
}

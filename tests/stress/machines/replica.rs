//! An instance that reads from a replica, with PostgreSQL's own replication.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use metier::db::{DbError, version};

use crate::support::client::Client;
use crate::support::edited::{Edited, shown};
use crate::support::{Running, Standby, TestDb, metier, wait_until};

#[test]
fn a_replica_is_read_while_it_keeps_up_and_can_go_away() {
    let Some((db, standby)) = TestDb::with_standby(module_path!()) else { return };
    let edited = Edited::new(db);
    let mut serve = metier(&edited.db);
    let site = Running::start(serve.env("DATABASE_READ_URL", &standby.url).env("METIER_PAGE_CACHE", "0"));
    let mut follower = Follower::new(&standby);

    follower.catch_up(&edited);
    follower.pause();
    assert_read_from_replica(&edited, &site, 1);
    edited.publish(&site.address, 2);
    assert!(follower.is_behind(&edited), "the replica is paused");
    assert_eq!(shown(&edited.editor, &site.address), 2, "the writer sees its change");

    follower.resume();
    follower.catch_up(&edited);
    follower.pause();
    assert_read_from_replica(&edited, &site, 2);

    drop((follower, standby));
    assert_eq!(shown(&edited.editor, &site.address), 2, "the primary takes over");
    edited.publish(&site.address, 3);
    assert_eq!(shown(&edited.editor, &site.address), 3);
}

/// Locks careers on the primary meanwhile. The lock doesn't reach the replica, which is paused.
fn assert_read_from_replica(edited: &Edited, site: &Running, edition: u32) {
    let read = edited.db.db.write_now(|conn| {
        diesel::sql_query("LOCK TABLE published IN ACCESS EXCLUSIVE MODE").execute(conn)?;
        Ok::<_, DbError>(shown(&Client::new(""), &site.address))
    });
    assert_eq!(read.unwrap(), edition);
}

struct Follower(PgConnection);

impl Follower {
    fn new(standby: &Standby) -> Self {
        Self(PgConnection::establish(&standby.url).unwrap())
    }

    fn ask(&mut self, what: &str) -> String {
        sql::<Text>(&format!("SELECT ({what})::text")).get_result(&mut self.0).unwrap()
    }

    fn is_behind(&mut self, edited: &Edited) -> bool {
        let version: i64 = self.ask("SELECT version FROM content_version").parse().unwrap();
        version < edited.db.db.read_now(version::read).unwrap()
    }

    fn catch_up(&mut self, edited: &Edited) {
        self.wait("caught up", |follower| !follower.is_behind(edited));
    }

    /// Stops the replica from applying changes of the primary.
    fn pause(&mut self) {
        self.0.batch_execute("SELECT pg_wal_replay_pause()").unwrap();
        self.wait("paused", |follower| follower.ask("pg_get_wal_replay_pause_state()") == "paused");
    }

    fn resume(&mut self) {
        self.0.batch_execute("SELECT pg_wal_replay_resume()").unwrap();
    }

    fn wait(&mut self, what: &str, is_so: impl Fn(&mut Self) -> bool) {
        wait_until(Duration::from_secs(20), || is_so(self), || format!("the replica has not {what}"));
    }
}

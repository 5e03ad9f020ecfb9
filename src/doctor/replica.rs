//! Checks of the read replica.

use super::Finding;
use crate::db::{self, DatabaseUrl, Error, version};

/// Whether it can be reached and keeps up. If not, the first database serves its reads.
pub fn state(first: &DatabaseUrl, replica: &DatabaseUrl) -> Finding {
    // The first database goes first, so that changes made in between don't count as lag.
    let wanted = read(first);
    match (wanted, read(replica)) {
        (_, Err(error)) => Finding::warn(
            "replica",
            format!("{error}; until it is back, the first database serves its reads"),
        ),
        (Ok(wanted), Ok(found)) if found < wanted => Finding::warn(
            "replica",
            format!("{} changes behind; check that replication is running", wanted - found),
        ),
        (Ok(_), Ok(_)) => Finding::ok("replica", format!("{replica} keeps up")),
        (Err(_), Ok(_)) => Finding::ok("replica", format!("{replica} answers")),
    }
}

fn read(url: &DatabaseUrl) -> Result<i64, Error> {
    version::read(&mut db::look(url)?)
}

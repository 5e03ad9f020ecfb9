//! Checks of the read replica.

use super::Verdict;
use crate::db::{self, DatabaseUrl, Error, version};

/// Whether it can be reached and keeps up. If not, the first database serves its reads.
pub fn state(first: &DatabaseUrl, replica: &DatabaseUrl) -> Verdict {
    // The first database goes first, so that changes made in between don't count as lag.
    let wanted = read(first);
    match (wanted, read(replica)) {
        (_, Err(error)) => {
            Verdict::Warn(format!("{error}; until it is back, the first database serves its reads"))
        }
        (Ok(wanted), Ok(found)) if found < wanted => {
            let behind = wanted - found;
            Verdict::Warn(format!("{behind} changes behind; check that replication is running"))
        }
        (Ok(_), Ok(_)) => Verdict::Ok(format!("{replica} keeps up")),
        (Err(_), Ok(_)) => Verdict::Ok(format!("{replica} answers")),
    }
}

fn read(url: &DatabaseUrl) -> Result<i64, Error> {
    version::read(&mut db::look(url)?)
}

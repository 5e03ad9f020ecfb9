//! Checks of the read replica.

use super::Diagnosis;
use crate::db::{self, DatabaseUrl, DbError, version};

/// Whether it can be reached and keeps up. If not, the primary database serves its reads.
pub fn state(first: &DatabaseUrl, replica: &DatabaseUrl) -> Diagnosis {
    // The primary database goes first, so that changes made in between don't count as lag.
    let wanted = read(first);
    match (wanted, read(replica)) {
        (_, Err(error)) => {
            Diagnosis::Warn(format!("{error}; until it is back, the primary database serves its reads"))
        }
        (Ok(wanted), Ok(found)) if found < wanted => {
            let behind = wanted - found;
            Diagnosis::Warn(format!("{behind} changes behind; check that replication is running"))
        }
        (Ok(_), Ok(_)) => Diagnosis::Ok(format!("{replica} keeps up")),
        (Err(_), Ok(_)) => Diagnosis::Ok(format!("{replica} answers")),
    }
}

fn read(url: &DatabaseUrl) -> Result<i64, DbError> {
    version::read(&mut db::look(url)?)
}

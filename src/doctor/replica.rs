//! Checks of the read replica.

use super::Finding;
use crate::db::{self, DatabaseUrl, Error, version};

/// It can be reached and keeps up. Otherwise the first database does its work.
pub fn state(first: &DatabaseUrl, replica: &DatabaseUrl) -> Finding {
    // The first one is asked first, so that what it changes meanwhile isn't taken for a delay.
    let wanted = read(first);
    match (wanted, read(replica)) {
        (_, Err(error)) => {
            Finding::warn("replica", format!("{error}; until then the first database does its work"))
        }
        (Ok(wanted), Ok(found)) if found < wanted => Finding::warn(
            "replica",
            format!("it is {} changes behind; look whether replication runs", wanted - found),
        ),
        (Ok(_), Ok(_)) => Finding::ok("replica", format!("{replica} keeps up")),
        (Err(_), Ok(_)) => Finding::ok("replica", format!("{replica} answers")),
    }
}

fn read(url: &DatabaseUrl) -> Result<i64, Error> {
    version::read(&mut db::look(url)?)
}

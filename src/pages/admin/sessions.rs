//! Ends sessions of the user or, for admins, of others.

use serde::Deserialize;

use super::Visit;
use crate::error::Error;
use crate::models::{session, user};

/// An id, or `all`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct End {
    pub(super) session: String,
}

pub(super) async fn end(visit: &Visit, id: i64, which: &str, kept: Option<i64>) -> Result<(), Error> {
    let (actor, which) = (visit.user.actor(), which.to_owned());
    let done = visit.db.write(move |conn| {
        let account = user::find(conn, id)?.ok_or(Error::NotFound)?;
        let ended = match which.parse() {
            Ok(session) => session::end(conn, id, session)?,
            Err(_) if which == "all" => session::end_all(conn, id, kept)? > 0,
            Err(_) => return Err(Error::BadForm),
        };
        if ended {
            user::record(conn, &actor, "signed out elsewhere", &account.user, &[])?;
        }
        Ok(())
    });
    done.await
}

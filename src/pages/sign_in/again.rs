//! Asks a signed-in user for their password and code again.

use super::attempt::{SignInOutcome, verify};
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::session;
use crate::models::sign_in_failure::{self as failure, AttemptKeys};
use crate::models::user::{self, password, second_factor};
use crate::secrets::token;
use crate::web::session::SignedIn;

/// Also checks the second factor, if there is one. Returns the session's new token.
pub async fn confirm(
    db: &Db,
    who: &SignedIn,
    password: String,
    code: String,
) -> Result<SignInOutcome<String>, Error> {
    let by = who.clone();
    with_password(db, who, password, move |conn| {
        let Some(passed) = second_factor::pass(conn, by.user.id, &code, by.at)? else { return Ok(None) };
        let new = token::new()?;
        session::confirm(conn, by.session, &token::hash(&new), by.at)?;
        user::record(conn, &by.actor(), "confirmed who they are", &by.user, &[passed.as_change()])?;
        Ok(Some(new))
    })
    .await
}

/// Verifies the password, then runs `work`; none from `work` counts as a failed attempt, like a wrong password.
pub async fn with_password<T: Send + 'static>(
    db: &Db,
    who: &SignedIn,
    typed: String,
    work: impl FnOnce(&mut Conn) -> Result<Option<T>, Error> + Send + 'static,
) -> Result<SignInOutcome<T>, Error> {
    let (at, id, session) = (who.at, who.user.id, who.session);
    let (stored, begun) = db
        .write(move |conn| {
            let counted = AttemptKeys::known(&format!("session {session}"));
            Ok::<_, Error>((password::stored(conn, id)?, failure::begin(conn, &counted, at)?))
        })
        .await?;
    let count = match begun {
        Ok(count) => count,
        Err(wait) => return Ok(SignInOutcome::Wait(wait.seconds)),
    };
    let is_right = verify(typed, stored.clone()).await?;
    let (actor, user) = (who.actor(), who.user.clone());
    db.write(move |conn| {
        // The password may have changed during verification.
        let is_right = is_right && password::stored(conn, id)? == stored;
        let done = if is_right { work(conn)? } else { None };
        match done {
            Some(done) => {
                failure::forgive(conn, count)?;
                Ok(SignInOutcome::Passed(done))
            }
            None => {
                user::record(conn, &actor, "failed to confirm who they are", &user, &[])?;
                Ok(SignInOutcome::Wrong)
            }
        }
    })
    .await
}

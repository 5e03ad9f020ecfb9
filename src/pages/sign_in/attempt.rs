//! A sign-in attempt: counted first, verified off the async threads, then recorded.

use actix_web::rt::task::spawn_blocking;
use chrono::NaiveDateTime;
use tokio::sync::Semaphore;

use crate::db::{self, Conn, Db};
use crate::error::Error;
use crate::models::audit::{self, Actor, AuditSubject, Kind};
use crate::models::sign_in_failure::{self as failure, AttemptKeys, Wait};
use crate::models::user::second_factor::{self, Passed};
use crate::models::user::{self, Account, password};
use crate::models::{known_browser, session};
use crate::secrets::{self, token};

#[derive(Clone)]
pub struct Attempt {
    /// In lowercase.
    pub email: String,
    pub password: String,
    /// May be empty.
    pub code: String,
    pub client: String,
    pub agent: String,
    pub browser: Option<String>,
    /// The token of the browser's previous session.
    pub session: Option<String>,
    pub at: NaiveDateTime,
}

#[derive(Debug)]
pub enum SignInOutcome<T> {
    Passed(T),
    Wrong,
    /// Seconds to wait, after too many failures.
    Wait(i64),
}

/// Returns the session token and the browser token.
pub async fn sign_in(db: &Db, attempt: Attempt) -> Result<SignInOutcome<(String, String)>, Error> {
    let asked = attempt.clone();
    let (account, stored, begun) = db.write(move |conn| begin(conn, &asked)).await?;
    let count = match begun {
        Ok(count) => count,
        Err(wait) => return Ok(SignInOutcome::Wait(wait.seconds)),
    };
    let is_right = verify(attempt.password.clone(), stored.clone()).await?;
    let id = account.as_ref().map(|account| account.user.id);
    let (typed, compared) = (attempt.password.clone(), stored.clone());
    let done = db.write(move |conn| {
        let passed = match id {
            // During verification, the password may have changed or the account may have been disabled.
            Some(id) if is_right && password::stored(conn, id)? == compared => {
                second_factor::pass(conn, id, &attempt.code, attempt.at)?
            }
            _ => None,
        };
        match account.zip(passed) {
            Some((account, passed)) => {
                failure::forgive(conn, count)?;
                finish(conn, &attempt, &account, passed).map(SignInOutcome::Passed)
            }
            None => {
                let account = user::by_email(conn, &attempt.email)?;
                note(conn, "failed to sign in", account.as_ref(), attempt.at)?;
                Ok(SignInOutcome::Wrong)
            }
        }
    });
    let done = done.await?;
    if let (SignInOutcome::Passed(_), Some(id), Some(stored)) = (&done, id, stored) {
        renew(db, id, typed, stored).await?;
    }
    Ok(done)
}

type Begun = (Option<Account>, Option<String>, Result<i64, Wait>);

fn begin(conn: &mut Conn, attempt: &Attempt) -> Result<Begun, db::DbError> {
    let account = user::by_email(conn, &attempt.email)?;
    let id = account.as_ref().map(|account| account.user.id);
    let stored = id.map(|id| password::stored(conn, id)).transpose()?.flatten();
    let counted = match (&attempt.browser, id) {
        (Some(token), Some(id)) if known_browser::is_known(conn, token, id)? => {
            AttemptKeys::known(&format!("{token} {id}"))
        }
        _ => AttemptKeys::stranger(&attempt.email, &attempt.client),
    };
    let begun = failure::begin(conn, &counted, attempt.at)?;
    // Only once, so that endless attempts don't fill the audit log.
    if begun.is_err_and(|wait| wait.is_first) {
        note(conn, "had to wait before signing in", account.as_ref(), attempt.at)?;
    }
    Ok((account, stored, begun))
}

fn finish(
    conn: &mut Conn,
    attempt: &Attempt,
    account: &Account,
    passed: Passed,
) -> Result<(String, String), Error> {
    if let Some(old) = &attempt.session {
        session::end_by_token(conn, &token::hash(old))?;
    }
    let user = &account.user;
    let new = token::new()?;
    session::start(conn, user.id, &token::hash(&new), &attempt.agent, attempt.at)?;
    // A token that this site didn't give to this user isn't theirs alone.
    let browser = match &attempt.browser {
        Some(known) if known_browser::is_known(conn, known, user.id)? => known.clone(),
        _ => token::new()?,
    };
    known_browser::remember(conn, &browser, user.id, attempt.at)?;
    user::record(conn, &user.actor(attempt.at), "signed in", user, &[passed.as_change()])?;
    Ok((new, browser))
}

/// Limits concurrent password hashes: each takes 46 MiB and a core, and strangers must not use up all of them.
static PLACES: Semaphore = Semaphore::const_new(2);

pub(super) async fn verify(typed: String, stored: Option<String>) -> Result<bool, Error> {
    hashing(move || secrets::password::verify(&typed, stored.as_deref())).await
}

/// Rehashes a password with the current parameters. Only after a successful sign-in: otherwise the slower response
/// would tell someone without the code that the password is right.
async fn renew(db: &Db, id: i64, typed: String, stored: String) -> Result<(), Error> {
    if !secrets::password::is_outdated(&stored) {
        return Ok(());
    }
    let hash = hash(typed).await?;
    db.write(move |conn| Ok(password::renew(conn, id, &stored, &hash)?)).await
}

/// The hash of a new password.
pub async fn hash(password: String) -> Result<String, Error> {
    Ok(hashing(move || secrets::password::hash(&password)).await??)
}

/// Runs slow work off the async threads, with limited concurrency.
async fn hashing<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _place = PLACES.acquire().await.map_err(|_| db::DbError::Interrupted)?;
    spawn_blocking(work).await.map_err(|_| db::DbError::Interrupted.into())
}

/// Records a stranger's attempt in the audit log. Leaves out unknown addresses, since some people type their password
/// into the wrong field.
fn note(
    conn: &mut Conn,
    action: &str,
    account: Option<&Account>,
    at: NaiveDateTime,
) -> Result<(), db::DbError> {
    let actor = Actor::other("someone not signed in", at);
    let name = account.map_or("an unknown address", |account| &account.user.email);
    let id = account.map(|account| account.user.id);
    audit::record(conn, &actor, action, &AuditSubject { kind: Kind::User, id, name: name.into() }, &[])
}

//! `/healthz` and `/readyz`: for those who watch an instance or decide whether requests go to it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::http::{StatusCode, header};
use actix_web::rt::task::spawn_blocking;
use actix_web::rt::time::timeout;
use actix_web::web::Data;
use actix_web::{HttpResponse, Responder};
use tokio::sync::watch::{Receiver, channel};

use crate::db::{self, DatabaseUrl, Error};
use crate::error::RETRY_AFTER;

/// How long whoever asks waits for the database.
const PATIENCE: Duration = Duration::from_secs(1);
/// What is said where the database is away; why is in the log.
const AWAY: &str = "database: it doesn’t answer";
/// What is said where it answers with an error.
const UNREADABLE: &str = "database: it can’t be read";

/// Says that the process answers. Asks nothing else.
pub async fn health() -> impl Responder {
    say(StatusCode::OK, "ok")
}

/// Says whether the database answers and has what this program needs; where not, what is wrong.
pub async fn readiness(readiness: Data<Readiness>) -> impl Responder {
    match readiness.ask().await {
        Ok(()) => say(StatusCode::OK, "ready").customize(),
        Err(what) => {
            let answer = say(StatusCode::SERVICE_UNAVAILABLE, &what);
            answer.customize().insert_header((header::RETRY_AFTER, RETRY_AFTER))
        }
    }
}

fn say(status: StatusCode, line: &str) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(format!("{line}\n"))
}

/// What a look has seen; nothing yet while it lasts.
type Seen = Option<Result<(), String>>;

/// Whether the database is ready to be used. All who ask at once share one look at it, so that one that doesn't
/// answer holds one thread and one connection however many ask.
#[derive(Debug)]
pub struct Readiness {
    url: DatabaseUrl,
    look: Mutex<Option<Receiver<Seen>>>,
}

impl Readiness {
    /// Of a database.
    pub fn new(url: DatabaseUrl) -> Self {
        Self { url, look: Mutex::default() }
    }

    /// Whether it is ready, within about a second.
    ///
    /// # Errors
    /// One line that says what isn't, without anything secret.
    pub async fn ask(&self) -> Result<(), String> {
        let mut look = self.current_look();
        let seen = timeout(PATIENCE, look.wait_for(Option::is_some)).await;
        let seen = seen.ok().and_then(Result::ok).and_then(|seen| seen.clone());
        seen.unwrap_or_else(|| Err(AWAY.into()))
    }

    /// The look that lasts, or a new one.
    fn current_look(&self) -> Receiver<Seen> {
        let mut last = self.look.lock().unwrap_or_else(PoisonError::into_inner);
        // It has changed for good, with a value or without, once its other end is gone.
        if let Some(look) = last.as_ref().filter(|look| look.has_changed().is_ok_and(|seen| !seen)) {
            return look.clone();
        }
        let (sender, look) = channel(None);
        let url = self.url.clone();
        spawn_blocking(move || sender.send_replace(Some(see(&url))));
        last.insert(look).clone()
    }
}

/// Looks with a connection of its own, since whether one can be had is what is asked. A schema that is newer is as
/// good: while a newer program is brought to several machines, the others go on.
fn see(url: &DatabaseUrl) -> Result<(), String> {
    let schema = db::look(url).and_then(|mut conn| {
        let schema = db::schema(&mut conn)?;
        if schema.lacking.is_empty() {
            db::version::read(&mut conn)?;
        }
        Ok(schema)
    });
    match schema {
        Ok(schema) if schema.lacking.is_empty() => Ok(()),
        Ok(schema) => {
            Err(format!("schema: it lacks the migration {}; start metier again", schema.lacking[0]))
        }
        Err(error) => {
            tracing::warn!(%error, "the database isn’t ready");
            Err(if matches!(error, Error::Query(_)) { UNREADABLE } else { AWAY }.into())
        }
    }
}

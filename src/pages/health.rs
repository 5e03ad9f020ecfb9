//! `/healthz` and `/readyz`, for monitoring and load balancers.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::http::{StatusCode, header};
use actix_web::rt::task::spawn_blocking;
use actix_web::rt::time::timeout;
use actix_web::web::Data;
use actix_web::{HttpResponse, Responder};
use tokio::sync::watch::{Receiver, channel};

use crate::db::{self, DatabaseUrl, Db, DbError, Passing};
use crate::error::RETRY_AFTER;
use crate::web::drain::Drain;

const PATIENCE: Duration = Duration::from_secs(1);
/// Without the reason, which is logged.
const AWAY: &str = "database: no answer";
const DRAINING: &str = "draining: this instance is about to stop";
const UNREADABLE: &str = "database: can’t be read";

/// Only shows that the process is alive; doesn't use the database.
pub async fn health() -> impl Responder {
    say(StatusCode::OK, "ok")
}

pub async fn readiness(readiness: Data<Readiness>, drain: Data<Drain>) -> impl Responder {
    let state = match drain.is_on() {
        true => Err(DRAINING.into()),
        false => readiness.ask().await,
    };
    match state {
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

/// None while a check is running.
type Seen = Option<Result<(), String>>;

/// Concurrent requests share one check, so that an unresponsive database ties up only one thread and one connection.
pub struct Readiness {
    url: DatabaseUrl,
    /// To try writing again after a fault.
    db: Option<Db>,
    look: Mutex<Option<Receiver<Seen>>>,
}

impl Readiness {
    pub fn new(url: DatabaseUrl, db: Option<Db>) -> Self {
        Self { url, db, look: Mutex::default() }
    }

    /// Answers within about a second. The error is one line without secrets.
    pub async fn ask(&self) -> Result<(), String> {
        let mut look = self.current_look();
        let seen = timeout(PATIENCE, look.wait_for(Option::is_some)).await;
        let seen = seen.ok().and_then(Result::ok).and_then(|seen| seen.clone());
        seen.unwrap_or_else(|| Err(AWAY.into()))
    }

    fn current_look(&self) -> Receiver<Seen> {
        let mut last = self.look.lock().unwrap_or_else(PoisonError::into_inner);
        // A finished check counts as changed: it has sent a value, or dropped its sender.
        if let Some(look) = last.as_ref().filter(|look| look.has_changed().is_ok_and(|seen| !seen)) {
            return look.clone();
        }
        let (sender, look) = channel(None);
        let (url, db) = (self.url.clone(), self.db.clone());
        spawn_blocking(move || sender.send_replace(Some(see(&url, db.as_ref()))));
        last.insert(look).clone()
    }
}

/// Opens its own connection, since that is part of the check. A newer schema is fine: while several machines are being
/// upgraded, the old versions keep serving.
fn see(url: &DatabaseUrl, db: Option<&Db>) -> Result<(), String> {
    // First, because SQLite must not open a new file while connections to the old one are open.
    if let Some(fault) = db.and_then(Db::file_fault_now) {
        return Err(format!("database: {fault}"));
    }
    let schema = db::look(url).and_then(|mut conn| {
        let schema = db::schema(&mut conn)?;
        if schema.lacking.is_empty() {
            db::version::read(&mut conn)?;
        }
        Ok((schema, db::is_read_only(&mut conn)?))
    });
    match schema {
        Ok((schema, is_read_only)) if schema.lacking.is_empty() => {
            match db.and_then(|db| db.unwritable_now(is_read_only)) {
                None => Ok(()),
                Some(Passing::Full) => Err("database: can’t be written, because the disk is full".into()),
                Some(Passing::ReadOnly) => Err("database: can’t be written, because it is read-only".into()),
                Some(_) => Err("database: can’t be written, because its disk fails".into()),
            }
        }
        Ok((schema, _)) => Err(format!("schema: migration {} is missing; restart metier", schema.lacking[0])),
        Err(error) => {
            tracing::warn!(%error, "the database isn’t ready");
            Err(if matches!(error, DbError::Query(_)) { UNREADABLE } else { AWAY }.into())
        }
    }
}

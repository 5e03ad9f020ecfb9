//! Runs due schedules every few seconds; those missed while no server ran are run at the next start.

use std::time::Duration;

use actix_web::rt::task::{JoinHandle, spawn_blocking};
use actix_web::rt::time::sleep;
use chrono::NaiveDateTime;

use crate::clock::Clock;
use crate::db::Db;
use crate::models::schedule;

const PAUSE: Duration = Duration::from_secs(15);

/// Starts the scheduler next to the server. Errors are logged, and it continues.
pub fn start(db: Db, clock: Clock) -> JoinHandle<()> {
    actix_web::rt::spawn(async move {
        loop {
            tick(db.clone(), clock.now()).await;
            sleep(PAUSE).await;
        }
    })
}

async fn tick(db: Db, now: NaiveDateTime) {
    match spawn_blocking(move || schedule::run_due(&db, now)).await {
        Ok(Ok(0)) => {}
        Ok(Ok(done)) => tracing::info!(done, "schedules were run"),
        Ok(Err(error)) => tracing::error!(%error, "what is due can’t be read"),
        Err(error) => tracing::error!(%error, "running what is due was interrupted"),
    }
}

//! Runs due schedules every few seconds. Overdue schedules run at the next start.

use std::time::Duration;

use actix_web::rt::task::{JoinHandle, spawn_blocking};
use actix_web::rt::time::sleep;

use crate::clock::Clock;
use crate::db::{Db, DbError};
use crate::models::schedule;

const PAUSE: Duration = Duration::from_secs(15);

/// Starts the scheduler in the background. It logs errors and continues.
pub fn start(db: Db, clock: Clock) -> JoinHandle<()> {
    actix_web::rt::spawn(async move {
        loop {
            let (db, now) = (db.clone(), clock.now());
            match spawn_blocking(move || schedule::run_due(&db, now)).await {
                Ok(Ok(0)) => {}
                Ok(Ok(done)) => tracing::info!(done, "ran due schedules"),
                // The reason has been logged.
                Ok(Err(DbError::Away)) => {}
                Ok(Err(error)) => tracing::error!(%error, "can’t read the due schedules"),
                Err(error) => tracing::error!(%error, "the run of due schedules was interrupted"),
            }
            sleep(PAUSE).await;
        }
    })
}

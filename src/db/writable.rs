//! Whether the database can be written, as seen from the statements that the program sends.

use std::fmt::Display;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use diesel::result::Error as QueryError;

use super::passing::of_query;
use super::{DatabaseUrl, Passing};

/// How long a fault is believed: a small write may still succeed on a disk that is full for others.
const BELIEVED: Duration = Duration::from_secs(1);

/// What kept the database from being written and when, until a write succeeds.
#[derive(Debug, Default)]
pub struct Writable(Mutex<Option<(Passing, Instant)>>);

impl Writable {
    pub fn fault(&self) -> Option<Passing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).map(|(kind, _)| kind)
    }

    /// Whether it is time to try writing again.
    pub fn is_old(&self) -> bool {
        let fault = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        fault.is_some_and(|(_, seen)| seen.elapsed() >= BELIEVED)
    }

    /// Notes the outcome of a statement; logs only changes. `has_written` is the connection's own: whether its
    /// transaction has written anything.
    pub(super) fn note(
        &self,
        database: &DatabaseUrl,
        statement: &dyn Display,
        error: Option<&QueryError>,
        has_written: &mut bool,
    ) {
        let mut fault = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match error.map(|error| (error, of_query(error))) {
            Some((error, Some(kind))) if is_fault(database, kind) => {
                let earlier = fault.replace((kind, Instant::now()));
                if earlier.is_none() {
                    tracing::error!(%database, %error, "the database can’t be written");
                }
            }
            None if fault.is_some() => match statement.to_string().split(' ').next().unwrap_or_default() {
                "INSERT" | "UPDATE" | "DELETE" => *has_written = true,
                "COMMIT" if *has_written => {
                    *fault = None;
                    tracing::info!(%database, "the database can be written again");
                }
                "BEGIN" | "ROLLBACK" => *has_written = false,
                _ => {}
            },
            _ => {}
        }
    }
}

/// Whether a failed statement means that writing fails. If PostgreSQL is away, connecting fails too, and is logged.
fn is_fault(database: &DatabaseUrl, kind: Passing) -> bool {
    match kind {
        Passing::Full | Passing::ReadOnly => true,
        Passing::Away => matches!(database, DatabaseUrl::Sqlite(_)),
        Passing::Busy | Passing::Slow => false,
    }
}

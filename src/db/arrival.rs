//! Waits for a database server that comes later, as when the machines boot together.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use diesel::r2d2::ManageConnection;

use super::manager::Manager;
use super::{DatabaseUrl, DbError};

const PAUSE: Duration = Duration::from_millis(500);

/// Parts of a server's messages while it can't accept connections yet.
const NOT_YET: [&str; 3] = ["the database system is", "too many clients", "connection slots"];

/// Returns when the server answers, if only with a refusal: a wrong password needs somebody to change it. Logs once
/// that it waits.
pub fn wait_for(url: &DatabaseUrl) {
    let DatabaseUrl::Postgres(_) = url else { return };
    let manager = Manager::new(url.clone(), Arc::default());
    while manager.connect().is_err_and(|error| is_away(&error)) {
        sleep(PAUSE);
    }
}

/// In libpq's words; it has no codes for failures to connect.
fn is_away(error: &DbError) -> bool {
    let text = error.to_string();
    let is_unreachable =
        text.contains("connection to server") || text.contains("could not translate host name");
    let is_refusal = text.contains("FATAL:") && !NOT_YET.iter().any(|words| text.contains(words));
    matches!(error, DbError::Connection(_)) && is_unreachable && !is_refusal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_away_is_told_from_one_that_refuses() {
        let away = |text: &str| is_away(&diesel::ConnectionError::BadConnection(text.into()).into());
        let on = "connection to server at \"127.0.0.1\", port 5432 failed: ";
        assert!(away(&format!("{on}Connection refused")) && away(&format!("{on}timeout expired")));
        assert!(away("could not translate host name \"database\" to address: Name or service not known"));
        assert!(away(&format!("{on}FATAL:  the database system is starting up")));
        assert!(!away(&format!("{on}FATAL:  password authentication failed for user \"metier\"")));
        assert!(!away(&format!("{on}FATAL:  database \"metier\" does not exist")));
        assert!(!away("invalid integer value \"x\" for connection option \"port\""));
    }
}

//! Transient errors: retrying later may succeed.

use diesel::result::{DatabaseErrorKind, Error as QueryError};

use super::DbError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    Away,
    Busy,
    Full,
    ReadOnly,
    Slow,
}

/// Parts of error messages for which diesel has no kind, from SQLite and from PostgreSQL in English.
const WORDS: [(&str, Passing); 11] = [
    ("is locked", Passing::Busy),
    ("deadlock detected", Passing::Busy),
    ("canceling statement due to statement timeout", Passing::Slow),
    ("canceling statement due to", Passing::Busy),
    ("database or disk is full", Passing::Full),
    ("No space left on device", Passing::Full),
    ("attempt to write a readonly database", Passing::ReadOnly),
    ("disk I/O error", Passing::Away),
    ("unable to open database file", Passing::Away),
    ("the database system is", Passing::Away),
    ("terminating connection due to", Passing::Away),
];

impl DbError {
    /// The kind of transient error; none if retrying won't help.
    pub fn passing(&self) -> Option<Passing> {
        match self {
            Self::Away | Self::Connection(_) => Some(Passing::Away),
            Self::Pool(_) => Some(Passing::Busy),
            Self::Slow => Some(Passing::Slow),
            Self::Query(error) => of_query(error),
            _ => None,
        }
    }
}

pub(super) fn of_query(error: &QueryError) -> Option<Passing> {
    let (kind, text) = match error {
        QueryError::DatabaseError(kind, information) => (kind, information.message()),
        QueryError::BrokenTransactionManager => return Some(Passing::Away),
        QueryError::RollbackErrorOnCommit { commit_error, .. } => return of_query(commit_error),
        _ => return None,
    };
    match kind {
        DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => Some(Passing::Away),
        DatabaseErrorKind::ReadOnlyTransaction => Some(Passing::ReadOnly),
        DatabaseErrorKind::SerializationFailure => Some(Passing::Busy),
        DatabaseErrorKind::Unknown => {
            WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, passing)| *passing)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passing(kind: DatabaseErrorKind, text: &str) -> Option<Passing> {
        DbError::from(QueryError::DatabaseError(kind, Box::new(text.to_owned()))).passing()
    }

    #[test]
    fn what_passes_is_told_from_what_stays() {
        use DatabaseErrorKind::{ClosedConnection, ReadOnlyTransaction, UniqueViolation, Unknown};
        assert_eq!(passing(ClosedConnection, ""), Some(Passing::Away));
        assert_eq!(passing(ReadOnlyTransaction, ""), Some(Passing::ReadOnly));
        assert_eq!(passing(Unknown, "database table is locked: careers"), Some(Passing::Busy));
        let full = "could not extend file \"base/1/2\": No space left on device";
        assert_eq!(passing(Unknown, full), Some(Passing::Full));
        assert_eq!(passing(Unknown, "no such table: careers"), None);
        assert_eq!(passing(UniqueViolation, "the name “is locked” is taken"), None);
        assert_eq!(DbError::Interrupted.passing(), None);
    }
}

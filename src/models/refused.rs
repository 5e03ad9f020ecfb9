//! Why a change was not stored.

use super::links::SaveError;
use crate::profile::check::Problem;

/// A change that was refused; nothing was stored. `Now` is the type of the current state, which a conflict reports.
#[derive(Debug, thiserror::Error)]
pub enum Refused<Now> {
    #[error(transparent)]
    Db(#[from] crate::db::DbError),
    #[error("it no longer exists")]
    Gone,
    /// Somebody else changed it after the form was opened.
    #[error("somebody else has changed it")]
    Stale(Now),
    #[error("{} problems", .0.len())]
    Problems(Vec<Problem>),
}

impl<Now> From<diesel::result::Error> for Refused<Now> {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

impl<Now> From<SaveError> for Refused<Now> {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Db(error) => Self::Db(error),
            SaveError::Problems(found) => {
                Self::Problems(found.into_iter().map(|(_, problem)| problem).collect())
            }
        }
    }
}

impl<Now> Refused<Now> {
    pub(crate) fn problem(field: &str, message: impl Into<String>) -> Self {
        Self::Problems(vec![Problem { field: field.into(), message: message.into() }])
    }
}

//! Errors of backup and restore.

use std::io;
use std::path::{Path, PathBuf};

use crate::db;

/// When an error is returned, nothing has been changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The command would do harm, or something it needs is missing. The text says what to do.
    #[error("{0}")]
    Refused(String),
    #[error("{} {what}", file.display())]
    Wrong { file: PathBuf, what: String },
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error("{}: {cause}", path.display())]
    Sqlite { path: PathBuf, cause: db::DbError },
    /// The copy can't be migrated.
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl BackupError {
    pub(super) fn wrong(file: &Path, what: impl Into<String>) -> Self {
        Self::Wrong { file: file.into(), what: what.into() }
    }

    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::File { path: path.into(), cause }
    }

    pub(super) fn sqlite<E: Into<db::DbError>>(path: &Path) -> impl FnOnce(E) -> Self {
        move |cause| {
            let cause = cause.into();
            match cause.to_string() {
                text if text.contains("not a database") => Self::wrong(path, "is not an SQLite database"),
                text if text.contains("malformed") => Self::wrong(path, format!("is damaged: {text}")),
                _ => Self::Sqlite { path: path.into(), cause },
            }
        }
    }
}

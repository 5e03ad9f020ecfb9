//! Why a back-up can't be taken or put back.

use std::io;
use std::path::{Path, PathBuf};

use crate::db;

/// Why a back-up can't be taken or put back. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It would do harm, or there is nothing to do it with; the text says what to do.
    #[error("{0}")]
    Refused(String),
    /// A file isn't what it should be.
    #[error("{} {what}", file.display())]
    Wrong {
        /// Which.
        file: PathBuf,
        /// What it is instead.
        what: String,
    },
    /// A file can't be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// SQLite can't read or write a file.
    #[error("{}: {cause}", path.display())]
    Sqlite {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: db::Error,
    },
    /// What was put beside can't be brought up to date.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl Error {
    /// A file isn't what it should be.
    pub(super) fn wrong(file: &Path, what: impl Into<String>) -> Self {
        Self::Wrong { file: file.into(), what: what.into() }
    }

    /// What goes wrong with a file.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::File { path: path.into(), cause }
    }

    /// What SQLite says of a file.
    pub(super) fn sqlite<E: Into<db::Error>>(path: &Path) -> impl FnOnce(E) -> Self {
        move |cause| {
            let cause = cause.into();
            match cause.to_string() {
                text if text.contains("not a database") => Self::wrong(path, "is no SQLite database"),
                text if text.contains("malformed") => Self::wrong(path, format!("is damaged: {text}")),
                _ => Self::Sqlite { path: path.into(), cause },
            }
        }
    }
}

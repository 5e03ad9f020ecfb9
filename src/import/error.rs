//! Errors of imports. When an error is returned, nothing has been stored.

use std::path::{Path, PathBuf};

use crate::db;
use crate::models::links::SaveError;

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{}: {reason}", file.display())]
    File {
        /// The file, or the archive and the file in it.
        file: PathBuf,
        reason: String,
    },
    #[error("{}, line {line}: {reason}", file.display())]
    Line {
        file: PathBuf,
        /// Counted from 1, including the header.
        line: u64,
        reason: String,
    },
    /// One line for each problem.
    #[error("{}", .0.join("\n"))]
    Content(Vec<String>),
    #[error(transparent)]
    Save(#[from] SaveError),
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl ImportError {
    pub fn file(file: &Path, reason: impl ToString) -> Self {
        Self::File { file: file.to_owned(), reason: reason.to_string() }
    }

    pub fn line(file: &Path, line: u64, reason: impl ToString) -> Self {
        Self::Line { file: file.to_owned(), line, reason: reason.to_string() }
    }
}

impl From<diesel::result::Error> for ImportError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

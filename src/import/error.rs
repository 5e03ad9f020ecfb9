//! Why an import was refused. Nothing is written then.

use std::path::{Path, PathBuf};

use crate::db;
use crate::models::links::SaveError;

/// Why an import was refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file can't be read.
    #[error("{}: {reason}", file.display())]
    File {
        /// The file, or the archive and the file in it.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// A line is wrong.
    #[error("{}, line {line}: {reason}", file.display())]
    Line {
        /// The file.
        file: PathBuf,
        /// Its line, from 1; the header counts.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The content is wrong; a line for each problem.
    #[error("{}", .0.join("\n"))]
    Content(Vec<String>),
    /// The profiles could not be stored.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl Error {
    /// A file can't be read.
    pub fn file(file: &Path, reason: impl ToString) -> Self {
        Self::File { file: file.to_owned(), reason: reason.to_string() }
    }

    /// A line is wrong.
    pub fn line(file: &Path, line: u64, reason: impl ToString) -> Self {
        Self::Line { file: file.to_owned(), line, reason: reason.to_string() }
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

//! Errors of an export.

use std::io;
use std::path::{Path, PathBuf};

use crate::db;

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder has files that no export wrote.
    #[error(
        "{} isn’t empty and wasn’t written by an export; choose another folder, or empty it first",
        .0.display()
    )]
    Foreign(PathBuf),
    #[error("another export is writing to {}", .0.display())]
    Busy(PathBuf),
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error("can’t prepare the static files: {0}")]
    Assets(io::Error),
    #[error("can’t render {path}: {reason}")]
    Page {
        path: String,
        /// As it would be in the server's log.
        reason: String,
    },
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl ExportError {
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::File { path: path.into(), cause }
    }
}

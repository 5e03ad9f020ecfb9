//! Why a site can't be written.

use std::io;
use std::path::{Path, PathBuf};

use crate::db;

/// Why a site can't be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds what no export has written.
    #[error(
        "{} isn’t empty, and no export has written it: choose another folder, or empty it first",
        .0.display()
    )]
    Foreign(PathBuf),
    /// Another export is at work there.
    #[error("another export is writing to {}", .0.display())]
    Busy(PathBuf),
    /// A file can't be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The static files can't be laid out.
    #[error("the static files can’t be laid out: {0}")]
    Assets(io::Error),
    /// A page can't be made.
    #[error("the page {path} can’t be made: {reason}")]
    Page {
        /// Its address.
        path: String,
        /// Why, as it would stand in the log of the server.
        reason: String,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl Error {
    /// What goes wrong with a file.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::File { path: path.into(), cause }
    }
}

//! Backup and restore of an SQLite database in one file, while the site serves. PostgreSQL has its own tools.

mod copy;
mod error;
mod place;
mod restore;
mod seal;
mod staged;
mod state;
mod take;

pub use error::Error;
pub use restore::{Restored, restore};
pub use take::{Taken, back_up};

use std::path::PathBuf;

/// What is backed up where.
#[derive(clap::Args, Clone, Debug)]
pub struct BackupArgs {
    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,
    /// Show no progress, only the report
    #[arg(long)]
    pub quiet: bool,
    /// Where to
    pub file: PathBuf,
}

/// What is put back.
#[derive(clap::Args, Clone, Debug)]
pub struct RestoreArgs {
    /// Replace what the database holds without asking
    #[arg(long)]
    pub yes: bool,
    /// Show no progress, only the report
    #[arg(long)]
    pub quiet: bool,
    /// What `metier backup` has written
    pub file: PathBuf,
}

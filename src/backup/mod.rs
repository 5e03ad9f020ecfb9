//! Backs up an SQLite database to one file and restores it, while the site runs. PostgreSQL has its own tools.

mod copy;
mod error;
mod place;
mod restore;
mod seal;
mod staged;
mod state;
mod take;

pub use error::BackupError;
pub use restore::restore;
pub use take::back_up;

use std::path::PathBuf;

#[derive(clap::Args, Clone, Debug)]
pub struct BackupArgs {
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
    /// Don’t show progress, only the report
    #[arg(long)]
    pub quiet: bool,
    /// The file to write
    pub file: PathBuf,
}

#[derive(clap::Args, Clone, Debug)]
pub struct RestoreArgs {
    /// Replace the content of the database without asking
    #[arg(long)]
    pub yes: bool,
    /// Don’t show progress, only the report
    #[arg(long)]
    pub quiet: bool,
    /// A backup written by `metier backup`
    pub file: PathBuf,
}

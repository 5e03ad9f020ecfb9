use std::fs;

use super::state::BackupState;
use super::{BackupArgs, BackupError, copy, place, seal};
use crate::db::DatabaseUrl;
use crate::import::Progress;

/// Copies a consistent snapshot of a database to a file, while other programs use it. The copy gets its name only after
/// it has been read back and checked. Doesn't migrate the schema, so that a newer program can back up a database before
/// upgrading it. Returns the report.
pub fn back_up(url: &DatabaseUrl, args: &BackupArgs) -> Result<String, BackupError> {
    let file = &args.file;
    let database = place::of_database(url, file)?;
    if url.is_absent() {
        return Err(BackupError::Refused(format!("there is no database {url}; check --database-url")));
    }
    if file.exists() {
        if fs::canonicalize(file).ok() == fs::canonicalize(database).ok() {
            return Err(BackupError::Refused(format!(
                "{} is the database itself; name another file",
                file.display()
            )));
        }
        if !args.force {
            return Err(BackupError::Refused(format!(
                "{} already exists; replace it with --force",
                file.display()
            )));
        }
    }
    place::refuse_leftovers(file)?;
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    // Check the database before copying it, so that an error names it and not the copy.
    BackupState::read(&mut copy::open(database)?, database)?;
    let copying = progress.step("Copying the database");
    let staged = copy::snapshot(database, file)?;
    drop(copying);
    let checking = progress.step("Checking the copy");
    seal::check(staged.path())?;
    let holds = BackupState::checked(staged.path())?;
    drop(checking);
    staged.put(args.force)?;
    Ok(format!("Backed up to {}: {holds}", file.display()))
}

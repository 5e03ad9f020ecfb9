//! The paths of databases and backups.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::BackupError;
use crate::db::DatabaseUrl;

/// The file of an SQLite database. For PostgreSQL, the error says what to do instead.
pub fn of_database<'a>(url: &'a DatabaseUrl, back_up: &Path) -> Result<&'a Path, BackupError> {
    match url {
        DatabaseUrl::Sqlite(path) => Ok(Path::new(path)),
        DatabaseUrl::Postgres(_) => {
            let (url, file) = (url.without_password(), back_up.display());
            Err(BackupError::Refused(format!(
                "this is for SQLite only. Back up PostgreSQL with its own tools, even while the site runs:\n  \
                 pg_dump --format=custom --file='{file}' --dbname='{url}'\n\
                 and restore the backup into an empty database:\n  \
                 pg_restore --no-owner --no-comments --single-transaction --dbname='{url}' '{file}'\n\
                 Both ask for the password, or read it from PGPASSWORD or ~/.pgpass."
            )))
        }
    }
}

/// A file with a suffix added to its name.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}

/// Refuses a file with a WAL or journal next to it, whose content would be lost or be applied to the new file.
pub fn refuse_leftovers(file: &Path) -> Result<(), BackupError> {
    let left = ["-wal", "-journal"].map(|ending| beside(file, ending));
    match left.iter().find(|left| left.exists()) {
        None => Ok(()),
        Some(left) => Err(BackupError::Refused(format!(
            "{} belongs to a database that is in use or whose program was killed. Copy that database with \
             `metier backup`, or move both files away.",
            left.display()
        ))),
    }
}

//! Copies databases page for page.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::staged::Staged;
use super::state::State;
use super::{Error, seal};
use crate::import::Progress;

/// How many pages are copied at once: a megabyte, with SQLite's usual pages.
const PIECE: i32 = 256;

/// How long others are waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a database that is there.
pub fn open(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(Error::sqlite(path))?;
    conn.busy_timeout(PATIENCE).map_err(Error::sqlite(path))?;
    Ok(conn)
}

/// Copies a database as it is at one moment, while others write to it, into a sealed file for a place, and says
/// what it held.
pub fn snapshot(database: &Path, place: &Path, progress: Progress) -> Result<(Staged, State), Error> {
    let staged = Staged::beside(place)?;
    let from = open(database)?;
    let mut to = open(staged.path())?;
    // All that follows is of the moment of the first look.
    from.execute_batch("BEGIN").map_err(Error::sqlite(database))?;
    let state = State::read(&from, database)?;
    let backup = Backup::new(&from, &mut to).map_err(Error::sqlite(place))?;
    all_pages(&backup, progress, "Copying the database, in megabytes").map_err(Error::sqlite(place))?;
    drop(backup);
    // One file: it is copied as it was, ready for a WAL beside it.
    to.execute_batch("PRAGMA journal_mode = DELETE").map_err(Error::sqlite(place))?;
    to.close().map_err(|(_, error)| Error::sqlite(place)(error))?;
    seal::put(staged.path())?;
    Ok((staged, state))
}

/// Copies what is left, and commits.
pub fn all_pages(backup: &Backup<'_, '_>, progress: Progress, what: &str) -> rusqlite::Result<()> {
    let bar = progress.counting(what);
    let mut expected = 0;
    while !is_done(backup.step(PIECE)?)? {
        let pieces = (backup.progress().pagecount / PIECE) as u64;
        bar.expect(pieces.saturating_sub(expected));
        expected = expected.max(pieces);
        bar.one();
    }
    Ok(())
}

/// Whether a step was the last one. One that had to wait for too long has failed.
pub fn is_done(step: StepResult) -> rusqlite::Result<bool> {
    match step {
        StepResult::Done => Ok(true),
        StepResult::More => Ok(false),
        _ => Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
            Some("another program holds the database; try again".into()),
        )),
    }
}

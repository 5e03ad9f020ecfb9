//! Notices that the SQLite file was removed or replaced while the program runs, and changes over to the new file.
//!
//! SQLite goes on with the file it has opened, whatever its name is by then: visitors would get the old content, and
//! changes would go into a file that nobody finds. The WAL, in turn, is found by its name: next to the new file, it
//! would be applied to that. So the connections to the old file are closed first, and leave an empty WAL behind.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::manager::set_up;
use super::version::{self, KnownVersion};
use super::{Conn, DbError, Mode, schema, transaction, uri};

/// A file that changed more recently may still be being copied.
const SETTLED: Duration = Duration::from_millis(300);

const REMOVED: &str = "its file was removed";
const REPLACED: &str = "its file was replaced";
const UNUSABLE: &str = "its file was replaced by one that can’t be used";

/// What SQLite adds to the file's name for the files that it finds by name.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Device and inode.
type FileId = (u64, u64);

#[derive(Debug)]
pub struct DatabaseFile {
    path: PathBuf,
    opened: Mutex<OpenedFile>,
    /// Each connection holds a clone.
    connections: Arc<()>,
}

#[derive(Debug, Default)]
struct OpenedFile {
    file: Option<FileId>,
    /// In the order of [`BESIDE`].
    beside: [Option<FileId>; 2],
    /// Until the program has changed over to the new file.
    fault: Option<&'static str>,
}

impl DatabaseFile {
    pub fn new(path: &str) -> Self {
        Self { path: path.into(), opened: Mutex::default(), connections: Arc::default() }
    }

    fn opened(&self) -> MutexGuard<'_, OpenedFile> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be held by a new connection, from before it opens the file until it is closed.
    pub fn count(&self) -> Arc<()> {
        self.connections.clone()
    }

    pub fn fault(&self) -> Option<&'static str> {
        self.opened().fault
    }

    /// Fails unless the file is the one that the program has opened. Logs the fault, once.
    pub fn check(&self) -> Result<(), DbError> {
        let mut opened = self.opened();
        if opened.fault.is_none() {
            match (fs::metadata(&self.path), opened.file) {
                (Ok(found), None) => opened.file = Some(id(&found)),
                (Ok(found), Some(file)) if id(&found) != file => self.note(&mut opened, REPLACED),
                (Err(error), Some(_)) if error.kind() == ErrorKind::NotFound => {
                    self.note(&mut opened, REMOVED);
                }
                // SQLite reports other errors.
                _ => {}
            }
        }
        opened.fault.map_or(Ok(()), |_| Err(DbError::Away))
    }

    /// [`DatabaseFile::check`] after opening it. Also remembers the files beside it.
    pub fn check_opened(&self) -> Result<(), DbError> {
        self.check()?;
        let beside = BESIDE.map(|ending| Some(id(&fs::metadata(self.beside(ending)?).ok()?)));
        self.opened().beside = beside;
        Ok(())
    }

    fn note(&self, opened: &mut OpenedFile, fault: &'static str) {
        if opened.fault.replace(fault) != Some(fault) {
            tracing::error!(database = %self.path.display(), "the database can’t be used: {fault}");
        }
    }

    /// Changes over to the file that is there now, after the last connection to the old one was closed.
    pub fn follow(&self, known: &KnownVersion) -> Result<(), DbError> {
        let mut opened = self.opened();
        if opened.fault.is_none() {
            return Ok(());
        }
        let found = match fs::metadata(&self.path) {
            Ok(found) => found,
            Err(_) => {
                self.note(&mut opened, REMOVED);
                return Err(DbError::Away);
            }
        };
        let is_settled = opened.file == Some(id(&found)) || is_settled(&found);
        if Arc::strong_count(&self.connections) > 1 || !is_settled {
            return Err(DbError::Away);
        }
        if let Err(error) = self.adopt(opened.beside, known) {
            if opened.fault != Some(UNUSABLE) {
                tracing::error!(database = %self.path.display(), %error, "the new database file can’t be used");
                opened.fault = Some(UNUSABLE);
            }
            return Err(DbError::Away);
        }
        *opened = OpenedFile { file: Some(id(&found)), ..OpenedFile::default() };
        tracing::info!(database = %self.path.display(), "opened the new database file");
        Ok(())
    }

    /// Increases the new file's content version beyond the known one, so that nothing cached counts as its content.
    fn adopt(&self, beside: [Option<FileId>; 2], known: &KnownVersion) -> Result<(), DbError> {
        for (ending, old) in BESIDE.into_iter().zip(beside) {
            self.remove_old(ending, old)?;
        }
        if !is_whole(&self.path).unwrap_or(false) {
            return Err(DbError::Open("it is incomplete, or not an SQLite database".into()));
        }
        let mut conn = SqliteConnection::establish(&uri(&self.path.to_string_lossy(), "rw"))?;
        conn.batch_execute("PRAGMA busy_timeout = 1000")?;
        let mut conn = Conn::Sqlite(conn);
        if let Some(first) = schema(&mut conn)?.lacking.first() {
            return Err(DbError::Open(format!("migration {first} is missing; restart metier")));
        }
        if let Conn::Sqlite(conn) = &mut conn {
            set_up(conn)?;
        }
        let version = transaction(&mut conn, Mode::Write, |conn| {
            version::exceed(conn, known.get())?;
            version::read(conn)
        })?;
        known.learn(version);
        Ok(())
    }

    /// Removes a file that belongs to the old database. Another program may still have it open, and it is of no use to
    /// anyone else.
    fn remove_old(&self, ending: &str, old: Option<FileId>) -> Result<(), DbError> {
        let Some(path) = self.beside(ending) else { return Ok(()) };
        match fs::metadata(&path) {
            Ok(file) if Some(id(&file)) != old => Ok(()),
            Ok(file) if ending == "-wal" && file.len() > 0 => {
                let wal = path.display();
                Err(DbError::Open(format!("{wal} has changes that belong to the old file; move it there")))
            }
            Ok(_) => fs::remove_file(&path).map_err(|error| DbError::Open(error.to_string())),
            Err(_) => Ok(()),
        }
    }

    /// SQLite names these files after the one that a symbolic link leads to.
    fn beside(&self, ending: &str) -> Option<PathBuf> {
        let mut path = fs::canonicalize(&self.path).ok()?.into_os_string();
        path.push(ending);
        Some(path.into())
    }
}

/// Moves the WAL's content into the file that a connection has opened, because the WAL's name belongs to the new file.
pub fn empty_wal(conn: &mut Conn) {
    if let Err(error) = conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(%error, "can’t complete the old database file");
    }
}

fn id(file: &Metadata) -> FileId {
    (file.dev(), file.ino())
}

fn is_settled(file: &Metadata) -> bool {
    let changed = Duration::new(file.ctime().unsigned_abs(), file.ctime_nsec().unsigned_abs() as u32);
    let now = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    // A change in the future: the clock was set back.
    now.checked_sub(changed).is_none_or(|age| age >= SETTLED)
}

/// Whether a file has as many pages as its header says.
fn is_whole(path: &Path) -> io::Result<bool> {
    let mut header = [0; 100];
    let mut file = fs::File::open(path)?;
    file.read_exact(&mut header)?;
    // 1 stands for 65,536.
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let pages = u32::from_be_bytes([header[28], header[29], header[30], header[31]]);
    Ok(header.starts_with(b"SQLite format 3\0") && file.metadata()?.len() >= page * u64::from(pages))
}

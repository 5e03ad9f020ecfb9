//! The seal of a backup: a checksum in the file itself, since SQLite detects a torn page but not a changed letter.
//!
//! It is stored in `user_version`, four bytes of the header that SQLite leaves to applications, and holds until someone
//! writes to the file. Metier switches a database that it serves to WAL mode, so a file in WAL mode counts as unsealed.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3Default;

use super::BackupError;

const SQLITE: &[u8] = b"SQLite format 3\0";
/// In bytes.
const HEADER: usize = 100;
/// Offset of the header's write version.
const MODE: usize = 18;
/// The write version of a database in WAL mode.
const WAL: u8 = 2;
/// Offset of `user_version`.
const SEAL: std::ops::Range<usize> = 60..64;

/// Seals a database that nobody has open.
pub fn put(path: &Path) -> Result<(), BackupError> {
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        let (_, sum) = read(&mut file)?;
        file.seek(SeekFrom::Start(SEAL.start as u64))?;
        file.write_all(&sum)
    };
    write().map_err(BackupError::file(path))
}

/// Refuses a database that doesn't match its seal. A database that has been served since, or was copied by other means,
/// has no seal.
pub fn check(path: &Path) -> Result<(), BackupError> {
    let (header, sum) =
        File::open(path).and_then(|mut file| read(&mut file)).map_err(BackupError::file(path))?;
    let is_sealed = header.starts_with(SQLITE) && header[SEAL] != [0; 4] && header[MODE] != WAL;
    match is_sealed && header[SEAL] != sum {
        true => Err(BackupError::wrong(path, "is damaged: it has changed since the backup was taken")),
        false => Ok(()),
    }
}

/// The header of a file, zero-padded, and the checksum of all its bytes except the seal.
fn read(file: &mut File) -> io::Result<([u8; HEADER], [u8; 4])> {
    let mut header = Vec::with_capacity(HEADER);
    Read::by_ref(file).take(HEADER as u64).read_to_end(&mut header)?;
    header.resize(HEADER, 0);
    let header: [u8; HEADER] = header.try_into().unwrap_or([0; HEADER]);
    let mut sum = Xxh3Default::new();
    sum.update(&header[..SEAL.start]);
    sum.update(&header[SEAL.end..]);
    let mut piece = vec![0; 1 << 20];
    loop {
        match file.read(&mut piece)? {
            0 => break,
            length => sum.update(&piece[..length]),
        }
    }
    // Zero means that there is no seal.
    let sum = (sum.digest() as u32).max(1);
    Ok((header, sum.to_be_bytes()))
}

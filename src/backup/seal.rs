//! A checksum of a back-up, in the file itself: SQLite sees when a page is torn, but not that a letter of a text has
//! become another.
//!
//! It is in `user_version`, four bytes of the header that are left to programs. It holds as long as nobody writes to
//! the file; Metier itself turns one that it serves to WAL, which is how to tell.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3Default;

use super::Error;

/// How an SQLite database begins.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// How long the header is, in bytes.
const HEADER: usize = 100;
/// Where the header says how it is to be written.
const MODE: usize = 18;
/// What it says of one with a WAL.
const WAL: u8 = 2;
/// Where `user_version` is in the header.
const SEAL: std::ops::Range<usize> = 60..64;

/// Seals a database that nobody has open.
pub fn put(path: &Path) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        let (_, sum) = read(&mut file)?;
        file.seek(SeekFrom::Start(SEAL.start as u64))?;
        file.write_all(&sum)
    };
    write().map_err(Error::file(path))
}

/// Refuses a database that isn't as it was sealed. One that has been served since, or that was copied by other
/// means, has no seal.
pub fn check(path: &Path) -> Result<(), Error> {
    let (header, sum) = File::open(path).and_then(|mut file| read(&mut file)).map_err(Error::file(path))?;
    let is_sealed = header.starts_with(SQLITE) && header[SEAL] != [0; 4] && header[MODE] != WAL;
    match is_sealed && header[SEAL] != sum {
        true => Err(Error::wrong(path, "is damaged: it isn’t what was written when the back-up was taken")),
        false => Ok(()),
    }
}

/// The header of a file and the sum of all its bytes but the seal. A file that is shorter has zeros there.
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
    // Zero stands for none.
    let sum = (sum.digest() as u32).max(1);
    Ok((header, sum.to_be_bytes()))
}

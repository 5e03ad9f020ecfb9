//! A reader with a size limit, against zip bombs.

use std::io::{self, Read};

/// Limits on unpacked bytes. Bytes are counted, because an archive's declared sizes could be wrong.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub file: u64,
    /// For all files together.
    pub all: u64,
}

impl Default for Limits {
    fn default() -> Self {
        // A release unpacks to about 60 MB, its largest file to 15 MB.
        Self { file: 256 << 20, all: 512 << 20 }
    }
}

pub struct Limited<'a, R> {
    reader: R,
    left_in_file: u64,
    left_in_all: &'a mut u64,
}

impl<'a, R> Limited<'a, R> {
    pub fn new(reader: R, file: u64, left_in_all: &'a mut u64) -> Self {
        Self { reader, left_in_file: file, left_in_all }
    }
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let bytes = count as u64;
        match (self.left_in_file.checked_sub(bytes), self.left_in_all.checked_sub(bytes)) {
            (Some(in_file), Some(in_all)) => {
                self.left_in_file = in_file;
                *self.left_in_all = in_all;
                Ok(count)
            }
            _ => Err(io::Error::other("unpacks to far more than any release, so reading stopped")),
        }
    }
}

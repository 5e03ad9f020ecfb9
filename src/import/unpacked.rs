//! Checks the unpacked size of an archive before a library reads it as a whole.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use zip::ZipArchive;

use super::ImportError;

/// Fails if an archive unpacks to more than `most` bytes. Unpacks it and counts, because its declared sizes could be
/// wrong.
pub fn check(path: &Path, most: u64) -> Result<(), ImportError> {
    check_some(path, most, "unpacks", |_| true)
}

/// The same for the files in it with some names. `what` begins the error message.
pub fn check_some(
    path: &Path,
    most: u64,
    what: &str,
    is_meant: impl Fn(&str) -> bool,
) -> Result<(), ImportError> {
    let not_a_zip =
        |error: &dyn std::fmt::Display| ImportError::file(path, format!("can’t be unpacked: {error}"));
    let file = File::open(path).map_err(|error| ImportError::file(path, error))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| not_a_zip(&error))?;
    let mut left = most;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| not_a_zip(&error))?;
        if !is_meant(&entry.name().map_err(|error| not_a_zip(&error))?) {
            continue;
        }
        let bytes =
            io::copy(&mut entry.take(left + 1), &mut io::sink()).map_err(|error| not_a_zip(&error))?;
        left = left.checked_sub(bytes).ok_or_else(|| {
            ImportError::file(path, format!("{what} to more than {} MiB, so it wasn’t read", most >> 20))
        })?;
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// Writes an archive of two files with the same content.
    pub fn zip(path: &Path, names: [&str; 2], content: &[u8]) {
        let mut writer = ZipWriter::new(File::create(path).unwrap());
        for name in names {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap();
    }

    #[test]
    fn all_files_together_stay_within_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wages.xlsx");
        zip(&path, ["one.xml", "two.xml"], &vec![b' '; 1 << 20]);
        assert!(path.metadata().unwrap().len() < 10_000, "it is small on disk");
        assert!(check(&path, 2 << 20).is_ok());
        let refused = check(&path, (2 << 20) - 1).unwrap_err().to_string();
        assert_eq!(refused, format!("{}: unpacks to more than 1 MiB, so it wasn’t read", path.display()));
    }
}

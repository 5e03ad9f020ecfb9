//! Temporary folders that don't outlive a killed program for long: each is locked while its program lives, and the next
//! program removes those that aren't.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use tempfile::TempDir;

/// For files that are written next to their target.
const UNFINISHED: &str = ".metier-unfinished-";

/// A locked folder, deleted on drop.
#[derive(Debug)]
pub struct Scratch {
    folder: TempDir,
    /// Held while the folder is used. None where folders can't be locked, as on NFS; nothing is cleared there.
    _lock: Option<File>,
}

impl Scratch {
    /// Makes a folder in `place`, and removes those that killed programs have left there.
    pub fn new(place: &Path, prefix: &str) -> io::Result<Self> {
        clear(place, prefix);
        loop {
            let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(place)?;
            // Another program may remove it before it is locked.
            let lock = match File::open(folder.path()) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                opened => opened?,
            };
            let lock = lock.lock_shared().is_ok().then_some(lock);
            if folder.path().exists() {
                return Ok(Self { folder, _lock: lock });
            }
        }
    }

    /// Makes a folder next to a file that will be moved from it into place.
    pub fn beside(file: &Path) -> io::Result<Self> {
        Self::new(folder_of(file), UNFINISHED)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes what killed programs have left next to a file.
pub fn clear_beside(file: &Path) {
    clear(folder_of(file), UNFINISHED);
}

pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Ignores what it may not read or lock: that belongs to others.
fn clear(place: &Path, prefix: &str) {
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let is_scratch = entry.file_name().as_encoded_bytes().starts_with(prefix.as_bytes())
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_scratch {
            continue;
        }
        // Locked until it is gone, so that a program that has just made it waits and makes another one.
        let Ok(lock) = File::open(entry.path()) else { continue };
        if lock.try_lock().is_err() {
            continue;
        }
        let folder = entry.path();
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(%error, ?folder, "can’t remove what a killed program left behind");
            }
            _ => tracing::info!(?folder, "removed what a killed program left behind"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_without_a_living_program_are_removed() {
        let place = tempfile::tempdir().unwrap();
        let left = place.path().join("x-left");
        fs::create_dir(&left).unwrap();
        fs::write(left.join("file"), "").unwrap();
        let others = [place.path().join("y-other"), place.path().join("x-file")];
        fs::create_dir(&others[0]).unwrap();
        fs::write(&others[1], "").unwrap();
        let first = Scratch::new(place.path(), "x-").unwrap();
        assert!(!left.exists() && others.iter().all(|other| other.exists()));
        let second = Scratch::new(place.path(), "x-").unwrap();
        assert!(first.path().exists() && second.path().exists());
        drop((first, second));
        assert_eq!(fs::read_dir(&place).unwrap().count(), others.len());
    }

    #[test]
    fn programs_that_start_together_keep_their_folders() {
        let place = tempfile::tempdir().unwrap();
        let start = || {
            let all = [(); 50].map(|()| Scratch::new(place.path(), "x-").unwrap());
            assert!(all.iter().all(|one| fs::write(one.path().join("file"), "").is_ok()));
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(start);
            }
        });
    }
}

//! A database file that isn't in its final place yet.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::BackupError;
use crate::scratch::{self, Scratch};

/// A file in a temporary folder next to its target, deleted on drop unless [`Staged::put`] moves it there.
pub struct Staged {
    // Declared before its folder, so that it is dropped first.
    file: TempPath,
    _folder: Scratch,
    place: PathBuf,
}

impl Staged {
    /// An empty file that only its owner can read.
    pub fn beside(place: &Path) -> Result<Self, BackupError> {
        let make = || -> io::Result<(TempPath, Scratch)> {
            let folder = Scratch::beside(place)?;
            Ok((NamedTempFile::new_in(folder.path())?.into_temp_path(), folder))
        };
        let (file, folder) = make().map_err(BackupError::file(place))?;
        Ok(Self { file, _folder: folder, place: place.into() })
    }

    pub fn path(&self) -> &Path {
        &self.file
    }

    /// Renames it to its target and syncs the disk.
    pub fn put(self, may_replace: bool) -> Result<(), BackupError> {
        let Self { file, _folder, place } = self;
        File::open(&file).and_then(|file| file.sync_all()).map_err(BackupError::file(&place))?;
        let put = if may_replace { file.persist(&place) } else { file.persist_noclobber(&place) };
        put.map_err(|error| BackupError::file(&place)(error.error))?;
        let folder = scratch::folder_of(&place);
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(BackupError::file(folder))
    }
}

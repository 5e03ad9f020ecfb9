//! The files of a release, in the official zip or its unpacked folder.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::table::{Table, TableLine};
use crate::import::{ImportError, Progress};

/// Limits on unpacked bytes, against zip bombs. Bytes are counted, because an archive's declared sizes could be wrong.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    file: u64,
    /// For all files together.
    all: u64,
}

impl Default for Limits {
    fn default() -> Self {
        // A release unpacks to about 60 MB, its largest file to 15 MB.
        Self { file: 256 << 20, all: 512 << 20 }
    }
}

/// A file's path, including the path of its archive, and its content.
type Opened<'a> = (PathBuf, Box<dyn Read + 'a>);

pub struct Release {
    path: PathBuf,
    /// By bare name: the path in the archive, or of the file in the folder.
    files: HashMap<String, PathBuf>,
    archive: Option<ZipArchive<BufReader<File>>>,
    limits: Limits,
    left: u64,
    progress: Progress,
}

impl Release {
    /// Refuses an archive with a path that leads outside it.
    pub fn open(path: &Path, limits: Limits, progress: Progress) -> Result<Self, ImportError> {
        let metadata = path.metadata().map_err(|error| ImportError::file(path, error))?;
        let mut release = Self {
            path: path.to_owned(),
            files: HashMap::new(),
            archive: None,
            limits,
            left: limits.all,
            progress,
        };
        match metadata.is_dir() {
            true => release.list_folder().map_err(|error| ImportError::file(path, error))?,
            false => release.list_archive()?,
        }
        Ok(release)
    }

    fn list_folder(&mut self) -> io::Result<()> {
        for entry in self.path.read_dir()? {
            let entry = entry?;
            if let Ok(name) = entry.file_name().into_string() {
                self.files.insert(name, entry.path());
            }
        }
        Ok(())
    }

    fn list_archive(&mut self) -> Result<(), ImportError> {
        let wrong = |reason: String| ImportError::file(&self.path, reason);
        let not_a_zip = |error: &dyn std::fmt::Display| wrong(format!("isn’t a readable zip: {error}"));
        let file = File::open(&self.path).map_err(|error| ImportError::file(&self.path, error))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| not_a_zip(&error))?;
        for index in 0..archive.len() {
            let Some(name) = archive.name_for_index(index) else { continue };
            let name = name.map_err(|error| not_a_zip(&error))?.into_owned();
            if leads_out(&name) {
                return Err(wrong(format!("contains “{name}”, which leads outside its folder")));
            }
            let Some((_, bare)) = split(&name) else { continue };
            if let Some(other) = self.files.insert(bare.into(), name.clone().into()) {
                let other = other.display();
                return Err(wrong(format!("contains “{bare}” twice: as “{other}” and as “{name}”")));
            }
        }
        self.archive = Some(archive);
        Ok(())
    }

    pub fn require(&self, file: &str) -> Result<(), ImportError> {
        match self.files.contains_key(file) {
            true => Ok(()),
            false => {
                Err(ImportError::file(&self.path, format!("has no “{file}”, which every release needs")))
            }
        }
    }

    /// Calls `each` as [`Table::each`] does; not at all if there is no such file.
    pub fn each<const N: usize>(
        &mut self,
        file: &str,
        columns: [&str; N],
        each: impl FnMut(&TableLine<'_>, [&str; N]) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        match self.open_file(file)? {
            Some((path, reader)) => Table::new(&path, reader).each(columns, each),
            None => Ok(()),
        }
    }

    pub fn text(&mut self, file: &str) -> Result<Option<String>, ImportError> {
        let Some((path, reader)) = self.open_file(file)? else { return Ok(None) };
        let mut bytes = Vec::new();
        reader.take(1 << 16).read_to_end(&mut bytes).map_err(|error| ImportError::file(&path, error))?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Names that may tell the number of the release: its folders and archive, innermost first.
    pub fn names(&self) -> Vec<String> {
        let inner = self.files.values().find_map(|path| {
            let (folder, _) = split(path.to_str()?)?;
            self.archive.is_some().then(|| folder.to_owned())
        });
        let canonical = self.path.canonicalize().ok();
        let outer = canonical.as_deref().unwrap_or(&self.path).file_name();
        inner.into_iter().chain(outer.map(|name| name.to_string_lossy().into_owned())).collect()
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    fn open_file(&mut self, file: &str) -> Result<Option<Opened<'_>>, ImportError> {
        let Some(place) = self.files.get(file) else { return Ok(None) };
        let path = self.path.join(place);
        let wrong = |error: &dyn ToString| ImportError::file(&path, error.to_string());
        let Some(archive) = &mut self.archive else {
            let opened = File::open(&path).map_err(|error| wrong(&error))?;
            let bytes = opened.metadata().map_err(|error| wrong(&error))?.len();
            let reader = self.progress.reading(file, bytes, opened);
            return Ok(Some((path, reader)));
        };
        let name = place.to_string_lossy();
        let index = archive.index_for_name(&name).ok_or_else(|| wrong(&"is missing"))?;
        let entry = archive.by_index(index).map_err(|error| wrong(&error))?;
        let bytes = entry.size();
        let reader = Limited { reader: entry, left_in_file: self.limits.file, left_in_all: &mut self.left };
        let reader = self.progress.reading(file, bytes, reader);
        Ok(Some((path, reader)))
    }
}

struct Limited<'a, R> {
    reader: R,
    left_in_file: u64,
    left_in_all: &'a mut u64,
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

fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == ".." || part.ends_with(':'))
}

/// Folder and bare name; `None` for folders and for files nested deeper.
fn split(name: &str) -> Option<(&str, &str)> {
    let (folder, bare) = name.rsplit_once('/').unwrap_or(("", name));
    (!bare.is_empty() && !folder.contains('/')).then_some((folder, bare))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::unpacked::tests::zip;

    #[test]
    fn an_archive_that_unpacks_without_end_is_not_read_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.zip");
        let content = format!("O*NET-SOC Code{}", "\n".repeat(60_001));
        zip(&path, ["Knowledge.txt", "Skills.txt"], content.as_bytes());
        let read = |limits| {
            let mut release = Release::open(&path, limits, Progress::Quiet).unwrap();
            let mut each = |file| {
                release.each(file, ["O*NET-SOC Code"], |_, _| Ok(())).map_err(|error| error.to_string())
            };
            each("Knowledge.txt").and_then(|()| each("Skills.txt"))
        };
        let refused = |file| {
            let path = path.join(file);
            let path = path.display();
            Err(format!("{path}: unpacks to far more than any release, so reading stopped"))
        };
        assert_eq!(read(Limits { file: 50_000, all: 1 << 20 }), refused("Knowledge.txt"));
        assert_eq!(read(Limits { file: 1 << 20, all: 100_000 }), refused("Skills.txt"), "both together");
        assert_eq!(read(Limits::default()), Ok(()));
    }
}

//! The output folder: writes what has changed, and removes what no longer exists.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::ExportError;
use super::answer::ExportedPage;
use super::links::is_file_name;
use crate::coding::{Coding, Effort};

/// The list of files that exports have written here, one per line.
const MANIFEST: &str = ".metier-export";
/// Holds incomplete files, and the whole site until its first export is complete. A run first deletes what an
/// interrupted run left here.
const UNFINISHED: &str = ".metier-export-unfinished";
/// In bytes: a smaller text fits in one network packet, compressed or not.
const PACKET: usize = 1_400;

pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
    is_new: bool,
    earlier: BTreeSet<String>,
    state: Mutex<FolderState>,
}

struct FolderState {
    files: BTreeSet<String>,
    /// New files are listed before they are written, so that the next run knows them even if this one is killed.
    manifest: File,
    written: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportReport {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

impl fmt::Display for ExportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { written, unchanged, removed } = self;
        write!(f, "{written} written, {unchanged} unchanged, {removed} removed")
    }
}

impl Folder {
    /// Opens an empty folder or the folder of an earlier run; creates it if it is missing.
    pub fn open(path: &Path) -> Result<Self, ExportError> {
        let failed = || ExportError::file(path);
        fs::create_dir_all(path).map_err(failed())?;
        let lock = File::open(path).map_err(failed())?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => ExportError::Busy(path.into()),
            TryLockError::Error(cause) => failed()(cause),
        })?;
        let listed = path.join(MANIFEST);
        let mut is_new = false;
        let earlier = match fs::read_to_string(&listed) {
            Ok(names) => names.lines().filter(|name| is_file_name(name)).map(String::from).collect(),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                match fs::read_dir(path).map_err(failed())?.next() {
                    Some(_) => return Err(ExportError::Foreign(path.into())),
                    None => {
                        is_new = true;
                        BTreeSet::new()
                    }
                }
            }
            Err(error) => return Err(ExportError::file(&listed)(error)),
        };
        let manifest = OpenOptions::new().create(true).append(true).open(&listed);
        let manifest = manifest.map_err(ExportError::file(&listed))?;
        let unfinished = path.join(UNFINISHED);
        unless_absent(fs::remove_dir_all(&unfinished)).map_err(ExportError::file(&unfinished))?;
        fs::create_dir(&unfinished).map_err(ExportError::file(&unfinished))?;
        let state = Mutex::new(FolderState { files: BTreeSet::new(), manifest, written: 0 });
        Ok(Self { path: path.into(), _lock: lock, is_new, earlier, state })
    }

    /// Writes a file and its compressed copies if they have changed. The file is written last: if it is unchanged, so
    /// are the copies.
    pub fn put(&self, page: &ExportedPage) -> Result<(), ExportError> {
        let is_compressed = page.is_text && page.bytes.len() > PACKET;
        let compressed = if is_compressed { compressed(&page.name) } else { &[] };
        let forms = compressed.iter().chain([&(Coding::Identity, Effort::Best)]);
        let forms: Vec<_> = forms
            .map(|(coding, effort)| (*coding, *effort, format!("{}{}", page.name, coding.ending())))
            .collect();
        let is_there = |name: &String| self.earlier.contains(name) && self.path.join(name).is_file();
        let is_same = forms.iter().all(|(.., name)| is_there(name)) && self.holds(&page.name, &page.bytes);
        for (coding, effort, name) in forms {
            if !is_same {
                self.write(&name, &coding.of(&page.bytes, effort))?;
            }
            self.state().files.insert(name);
        }
        Ok(())
    }

    fn holds(&self, name: &str, bytes: &[u8]) -> bool {
        fs::read(self.path.join(name)).is_ok_and(|held| held == bytes)
    }

    /// Writes to a temporary file and renames it, so that a file server never sends half a file. A first export is moved
    /// into place as a whole, at the end.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        if self.earlier.contains(name) && self.holds(name, bytes) {
            return Ok(());
        }
        if self.is_new {
            self.state().written += 1;
            let path = self.path.join(UNFINISHED).join(name);
            return in_folder(&path, || fs::write(&path, bytes));
        }
        let path = self.path.join(name);
        let number = self.note(name).map_err(ExportError::file(&self.path.join(MANIFEST)))?;
        let unfinished = self.path.join(UNFINISHED).join(number.to_string());
        fs::write(&unfinished, bytes).map_err(ExportError::file(&unfinished))?;
        in_folder(&path, || fs::rename(&unfinished, &path))
    }

    fn note(&self, name: &str) -> io::Result<usize> {
        let mut state = self.state();
        if !self.earlier.contains(name) {
            writeln!(state.manifest, "{name}")?;
        }
        state.written += 1;
        Ok(state.written)
    }

    /// Removes what is no longer part of the site.
    pub fn finish(self) -> Result<ExportReport, ExportError> {
        let state = self.state();
        let gone: Vec<&String> = self.earlier.difference(&state.files).collect();
        for name in &gone {
            self.remove(&self.path.join(name))?;
        }
        if self.earlier != state.files {
            self.list(&state.files).map_err(ExportError::file(&self.path.join(MANIFEST)))?;
        }
        let unfinished = self.path.join(UNFINISHED);
        if self.is_new {
            self.take_all(&unfinished).map_err(ExportError::file(&self.path))?;
        }
        fs::remove_dir(&unfinished).map_err(ExportError::file(&unfinished))?;
        let (written, unchanged) = (state.written, state.files.len() - state.written);
        Ok(ExportReport { written, unchanged, removed: gone.len() })
    }

    /// Also removes folders that become empty.
    fn remove(&self, path: &Path) -> Result<(), ExportError> {
        unless_absent(fs::remove_file(path)).map_err(ExportError::file(path))?;
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.path);
        for folder in folders {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn take_all(&self, unfinished: &Path) -> io::Result<()> {
        for entry in fs::read_dir(unfinished)? {
            let entry = entry?;
            fs::rename(entry.path(), self.path.join(entry.file_name()))?;
        }
        Ok(())
    }

    fn list(&self, files: &BTreeSet<String>) -> io::Result<()> {
        let unfinished = self.path.join(UNFINISHED).join(MANIFEST);
        let names: String = files.iter().map(|name| format!("{name}\n")).collect();
        fs::write(&unfinished, names)?;
        fs::rename(unfinished, self.path.join(MANIFEST))
    }

    fn state(&self) -> MutexGuard<'_, FolderState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Static files are few and sent most, so they get the best compression. Pages are many; quick brotli takes longer than
/// quick gzip and isn't smaller.
fn compressed(name: &str) -> &'static [(Coding, Effort)] {
    match name.starts_with("static/") {
        true => &[(Coding::Brotli, Effort::Best), (Coding::Gzip, Effort::Best)],
        false => &[(Coding::Gzip, Effort::Quick)],
    }
}

/// Calls `make`. If the file's folder is missing, creates it and calls `make` again.
fn in_folder(path: &Path, make: impl Fn() -> io::Result<()>) -> Result<(), ExportError> {
    let done = match make() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| make())
        }
        done => done,
    };
    done.map_err(ExportError::file(path))
}

fn unless_absent(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

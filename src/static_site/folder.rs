//! The folder: what an earlier run has written, what differs now, and what goes.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use strum::IntoEnumIterator;

use super::Error;
use super::answer::Page;
use super::links::is_file_name;
use crate::coding::{Coding, Effort};

/// Lists the files that exports have written here, a line each.
const MANIFEST: &str = ".metier-export";
/// Where files are until they are whole. What a run that was stopped has left there is of no use.
const UNFINISHED: &str = ".metier-export-unfinished";
/// A text of fewer bytes takes one packet of the network whatever its form.
const PACKET: usize = 1_400;

/// A folder that a site is written to.
pub(super) struct Folder {
    path: PathBuf,
    /// Held as long as it is written to.
    _lock: File,
    /// The files of earlier runs.
    earlier: BTreeSet<String>,
    state: Mutex<State>,
}

struct State {
    /// The files of this run.
    files: BTreeSet<String>,
    /// Gets the name of each new file before it is written, so that the next run knows it whatever happens.
    manifest: File,
    written: usize,
}

/// What has been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// The files that are new or have changed.
    pub written: usize,
    /// Those that were left as they are.
    pub unchanged: usize,
    /// Those that aren't part of the site any more.
    pub removed: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { written, unchanged, removed } = self;
        write!(f, "{written} written, {unchanged} unchanged, {removed} removed")
    }
}

impl Folder {
    /// Opens the folder of an earlier run or an empty one; makes one where there is none.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let failed = || Error::file(path);
        fs::create_dir_all(path).map_err(failed())?;
        let lock = File::open(path).map_err(failed())?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Error::Busy(path.into()),
            TryLockError::Error(cause) => failed()(cause),
        })?;
        let listed = path.join(MANIFEST);
        let earlier = match fs::read_to_string(&listed) {
            Ok(names) => names.lines().filter(|name| is_file_name(name)).map(String::from).collect(),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                match fs::read_dir(path).map_err(failed())?.next() {
                    Some(_) => return Err(Error::Foreign(path.into())),
                    None => BTreeSet::new(),
                }
            }
            Err(error) => return Err(Error::file(&listed)(error)),
        };
        let manifest = OpenOptions::new().create(true).append(true).open(&listed);
        let manifest = manifest.map_err(Error::file(&listed))?;
        let unfinished = path.join(UNFINISHED);
        unless_absent(fs::remove_dir_all(&unfinished)).map_err(Error::file(&unfinished))?;
        fs::create_dir(&unfinished).map_err(Error::file(&unfinished))?;
        let state = Mutex::new(State { files: BTreeSet::new(), manifest, written: 0 });
        Ok(Self { path: path.into(), _lock: lock, earlier, state })
    }

    /// Writes a file and its compressed forms where they aren't so already. The forms follow from the file, which is
    /// written last: where it is the same, they are.
    pub fn put(&self, page: &Page) -> Result<(), Error> {
        let mut forms: Vec<(Coding, String)> = Coding::iter()
            .filter(|coding| *coding == Coding::Identity || page.is_text && page.bytes.len() > PACKET)
            .map(|coding| (coding, format!("{}{}", page.name, coding.ending())))
            .collect();
        forms.reverse();
        let is_there = |name: &String| self.earlier.contains(name) && self.path.join(name).is_file();
        let is_same = forms.iter().all(|(_, name)| is_there(name)) && self.holds(&page.name, &page.bytes);
        for (coding, name) in forms {
            if !is_same {
                self.write(&name, &coding.of(&page.bytes, effort(&name)))?;
            }
            self.state().files.insert(name);
        }
        Ok(())
    }

    fn holds(&self, name: &str, bytes: &[u8]) -> bool {
        fs::read(self.path.join(name)).is_ok_and(|held| held == bytes)
    }

    /// Writes beside and renames, so that nobody is ever sent half a file.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        if self.earlier.contains(name) && self.holds(name, bytes) {
            return Ok(());
        }
        let path = self.path.join(name);
        let number = self.note(name).map_err(Error::file(&self.path.join(MANIFEST)))?;
        let unfinished = self.path.join(UNFINISHED).join(number.to_string());
        fs::write(&unfinished, bytes).map_err(Error::file(&unfinished))?;
        let moved = match fs::rename(&unfinished, &path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::rename(&unfinished, &path))
            }
            done => done,
        };
        moved.map_err(Error::file(&path))
    }

    /// Notes that a file is being written, and gives the number of it.
    fn note(&self, name: &str) -> io::Result<usize> {
        let mut state = self.state();
        if !self.earlier.contains(name) {
            writeln!(state.manifest, "{name}")?;
        }
        state.written += 1;
        Ok(state.written)
    }

    /// Takes away what isn't part of the site any more, and says what was done.
    pub fn finish(self) -> Result<Report, Error> {
        let state = self.state();
        let gone: Vec<&String> = self.earlier.difference(&state.files).collect();
        for name in &gone {
            self.remove(&self.path.join(name))?;
        }
        if self.earlier != state.files {
            self.list(&state.files).map_err(Error::file(&self.path.join(MANIFEST)))?;
        }
        let unfinished = self.path.join(UNFINISHED);
        fs::remove_dir(&unfinished).map_err(Error::file(&unfinished))?;
        let (written, unchanged) = (state.written, state.files.len() - state.written);
        Ok(Report { written, unchanged, removed: gone.len() })
    }

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, path: &Path) -> Result<(), Error> {
        unless_absent(fs::remove_file(path)).map_err(Error::file(path))?;
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.path);
        for folder in folders {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn list(&self, files: &BTreeSet<String>) -> io::Result<()> {
        let unfinished = self.path.join(UNFINISHED).join(MANIFEST);
        let names: String = files.iter().map(|name| format!("{name}\n")).collect();
        fs::write(&unfinished, names)?;
        fs::rename(unfinished, self.path.join(MANIFEST))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Static files are sent most and there are few of them; pages are many.
fn effort(name: &str) -> Effort {
    if name.starts_with("static/") { Effort::Best } else { Effort::Quick }
}

fn unless_absent(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

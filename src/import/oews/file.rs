//! A file of the survey: a spreadsheet, or the zip that the Bureau offers, with one or more spreadsheets in it.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::import::{ImportError, unpacked};
use crate::scratch::Scratch;

/// The most bytes that a zip may unpack to. The metropolitan areas of a year take 30 MB.
const LARGEST: u64 = 512 << 20;

/// The spreadsheets of a file, unpacked if need be.
pub struct Spreadsheets {
    pub all: Vec<Unpacked>,
    /// Deleted on drop.
    _scratch: Option<Scratch>,
}

pub struct Unpacked {
    pub path: PathBuf,
    /// The path for messages: the archive, and the file in it.
    pub shown: PathBuf,
}

impl Spreadsheets {
    pub fn of(path: &Path) -> Result<Self, ImportError> {
        let wrong = |error: &dyn std::fmt::Display| ImportError::file(path, error);
        let file = File::open(path).map_err(|error| wrong(&error))?;
        let unreadable = |error| wrong(&format!("is neither an xlsx file nor a zip of them: {error}"));
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(unreadable)?;
        // An xlsx file is a zip, too.
        if archive.file_names().any(|name| name.is_ok_and(|name| name.starts_with("xl/"))) {
            let all = vec![Unpacked { path: path.to_owned(), shown: path.to_owned() }];
            return Ok(Self { all, _scratch: None });
        }
        unpacked::check(path, LARGEST)?;
        let scratch = Scratch::new(&std::env::temp_dir(), "metier-wages-").map_err(|error| wrong(&error))?;
        let mut all = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(|error| wrong(&error))?;
            let inside = entry.name().map_err(|error| wrong(&error))?.into_owned();
            let name = inside.rsplit('/').next().unwrap_or_default();
            // The zip of older years also has descriptions of the columns, which say no release in their name.
            if !name.ends_with(".xlsx") || !name.contains("_M2") {
                continue;
            }
            let to = scratch.path().join(name);
            let mut unpack = || io::copy(&mut entry, &mut File::create(&to)?);
            unpack().map_err(|error| wrong(&error))?;
            all.push(Unpacked { path: to, shown: path.join(&inside) });
        }
        if all.is_empty() {
            return Err(wrong(&"has no file like state_M2025_dl.xlsx in it"));
        }
        Ok(Self { all, _scratch: Some(scratch) })
    }
}

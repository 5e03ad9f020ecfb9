//! A database, and a folder of files to import.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use metier::import::ImportError;
use metier::import::onet::{ImportReport, OnetArgs, run};
use metier::models::snapshot::Snapshot;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::release::Files;
use crate::support::{TestDb, stored};

pub struct Site {
    pub folder: TempDir,
    pub home: TestDb,
}

impl Site {
    pub fn on(home: TestDb) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), home }
    }

    /// The arguments for a path in the folder.
    pub fn args(&self, name: &str) -> OnetArgs {
        let path = self.folder.path().join(name);
        OnetArgs {
            path,
            wages: Vec::new(),
            dry_run: false,
            overwrite: false,
            keep_samples: false,
            quiet: true,
        }
    }

    /// Writes a release as a folder.
    pub fn unpacked(&self, files: &Files) -> OnetArgs {
        let args = self.args("db_77_7_text");
        unpack(&args.path, files);
        args
    }

    /// Writes a release as a zip, its files in a folder.
    pub fn zipped(&self, files: &[(&str, String)], folder: &str) -> OnetArgs {
        let args = self.args("release.zip");
        let mut writer = ZipWriter::new(File::create(&args.path).unwrap());
        for (name, text) in files {
            writer.start_file(format!("{folder}{name}"), SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
        args
    }

    pub fn import(&self, args: &OnetArgs, day: u32) -> Result<ImportReport, String> {
        let shorten =
            |error: ImportError| error.to_string().replace(&format!("{}/", self.folder.path().display()), "");
        run(&self.home.db, args, at(day)).map_err(shorten)
    }

    /// All stored careers.
    pub fn entries(&self) -> Vec<Snapshot> {
        stored(&self.home.db)
    }

    /// The career with a code.
    pub fn entry(&self, code: &str) -> Snapshot {
        let of_code = |entry: &Snapshot| entry.profile.onet_code.as_deref() == Some(code);
        self.entries().into_iter().find(of_code).unwrap()
    }
}

/// Writes the files of a release into a new folder, replacing an existing one.
pub fn unpack(folder: &Path, files: &Files) {
    fs::remove_dir_all(folder).ok();
    fs::create_dir(folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// Noon on a day of May 2031.
pub fn at(day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2031, 5, day).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

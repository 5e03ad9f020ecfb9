//! The resources of the running program, according to the kernel, and its files and log.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// How many logged errors to show for a failed request; concurrent ones may have failed, too.
const SOME_ERRORS: usize = 5;

#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// In bytes.
    pub memory: u64,
    pub files: usize,
    pub threads: usize,
}

impl Held {
    pub fn by(id: u32) -> Self {
        let entries = |kind: &str| fs::read_dir(format!("/proc/{id}/{kind}")).unwrap().count();
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kib: u64 = resident.trim().strip_suffix(" kB").unwrap().parse().unwrap();
        Self { memory: kib * 1_024, files: entries("fd"), threads: entries("task") }
    }
}

/// The paths of everything in folders, except the files that SQLite keeps next to a database, and the compressed static
/// files, which are made while the site runs.
pub fn names(folders: &[&Path]) -> BTreeSet<PathBuf> {
    let mut names = BTreeSet::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path.clone());
            }
            let kind = path.extension().unwrap_or_default();
            let is_smaller = ["br", "gz", "unfinished"].iter().any(|one| kind == *one);
            names.insert(if is_smaller { path.with_extension("") } else { path });
        }
    }
    let is_beside = |path: &str| ["-wal", "-shm", "-journal"].iter().any(|end| path.ends_with(end));
    names.retain(|path| !is_beside(&path.to_string_lossy()));
    names
}

/// The last errors of a log, one per line.
pub fn errors(path: &Path) -> String {
    let log = fs::read_to_string(path).unwrap();
    let errors: Vec<&str> = log.lines().filter(|line| line.contains(r#""level":"ERROR""#)).collect();
    errors[errors.len().saturating_sub(SOME_ERRORS)..].join("\n")
}

/// Checks a log: every line is one JSON object, so nothing was injected, and none is an error.
#[track_caller]
pub fn check_log(path: &Path) {
    for line in BufReader::new(fs::File::open(path).unwrap()).lines() {
        let line = line.unwrap();
        let parsed: serde_json::Value =
            serde_json::from_str(&line).unwrap_or_else(|error| panic!("not a log line ({error}): {line}"));
        assert_ne!(parsed["level"], "ERROR", "{line}");
    }
}

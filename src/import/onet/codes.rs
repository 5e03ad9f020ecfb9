//! The codes of a release's occupations, to which its other files refer.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::table::TableLine;
use crate::import::Error;
use crate::profile::OnetCode;

/// A file's data by occupation.
pub type ByCode<T> = HashMap<OnetCode, T>;

/// The known codes, and what was noticed while reading the files.
#[derive(Debug, Default)]
pub struct Codes {
    known: HashSet<OnetCode>,
    /// The newest date in any file.
    pub newest: Option<NaiveDate>,
    /// By file: how many rows have unknown codes, and one of these codes.
    pub strangers: BTreeMap<&'static str, (usize, OnetCode)>,
}

impl Codes {
    /// Returns false if the code is already known.
    pub fn add(&mut self, code: OnetCode) -> bool {
        self.known.insert(code)
    }

    /// Parses a row's code. Notes an unknown code and returns `None`, so that the import skips the row.
    pub fn find(
        &mut self,
        line: &TableLine<'_>,
        file: &'static str,
        code: &str,
    ) -> Result<Option<OnetCode>, Error> {
        let code = line.code(code)?;
        if self.known.contains(&code) {
            return Ok(Some(code));
        }
        self.strangers.entry(file).or_insert((0, code)).0 += 1;
        Ok(None)
    }

    /// Parses a date, and notes it if it is the newest.
    pub fn date(&mut self, line: &TableLine<'_>, text: &str) -> Result<Option<NaiveDate>, Error> {
        let date = line.month(text)?;
        self.newest = self.newest.max(date);
        Ok(date)
    }
}

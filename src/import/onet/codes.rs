//! The codes of a release's occupations. Every other file says something about some of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::table::Line;
use crate::import::Error;
use crate::profile::OnetCode;

/// What a file says of each occupation.
pub type ByCode<T> = HashMap<OnetCode, T>;

/// The known codes, and what the files that were read say beside the occupations.
#[derive(Debug, Default)]
pub struct Codes {
    known: HashSet<OnetCode>,
    /// The newest date in any file.
    pub newest: Option<NaiveDate>,
    /// Rows of a file whose code isn't known: how many, and one of the codes.
    pub strangers: BTreeMap<&'static str, (usize, OnetCode)>,
}

impl Codes {
    /// Adds a code; false where it is known already.
    pub fn add(&mut self, code: OnetCode) -> bool {
        self.known.insert(code)
    }

    /// The code of a row. One that isn't known is noted, and the import goes on without the row.
    pub fn find(
        &mut self,
        line: &Line<'_>,
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

    /// Reads a date and notes it where it is the newest.
    pub fn date(&mut self, line: &Line<'_>, text: &str) -> Result<Option<NaiveDate>, Error> {
        let date = line.month(text)?;
        self.newest = self.newest.max(date);
        Ok(date)
    }
}

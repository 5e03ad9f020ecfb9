//! What the files of the survey had, for the operator.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::is_total;
use super::sheet::Tally;
use crate::filters::{counted, month};
use crate::import::onet::report::{count, grouped};
use crate::models::place_release::{PlaceRelease, Saved};
use crate::profile::PlaceKind;

/// Accounts for every row: those of a file are the sum of the imported ones and the others of its tally.
#[derive(Debug, Default)]
pub struct WagesReport {
    pub files: Vec<Released>,
    /// Numbers of places by kind.
    pub places: BTreeMap<PlaceKind, usize>,
    /// Figures of an occupation in a place: with pay and employment, with only one of them, and with neither.
    pub both: usize,
    pub only_pay: usize,
    pub only_employed: usize,
    pub neither: usize,
    /// Figures for several occupations, counted once for each of them.
    pub shared: usize,
    /// None in a dry run.
    pub saved: Option<Saved>,
}

/// A spreadsheet.
#[derive(Debug)]
pub struct Released {
    pub file: PathBuf,
    pub as_of: NaiveDate,
    pub tally: Tally,
    pub imported: usize,
}

impl WagesReport {
    pub(super) fn count(&mut self, release: &PlaceRelease) {
        *self.places.entry(release.place.kind).or_default() += 1;
        for row in release.rows.iter().filter(|row| !is_total(row)) {
            let figures = &row.figures;
            *match (figures.has_pay(), figures.employed.is_some()) {
                (true, true) => &mut self.both,
                (true, false) => &mut self.only_pay,
                (false, true) => &mut self.only_employed,
                (false, false) => &mut self.neither,
            } += 1;
            self.shared += usize::from(row.combined.is_some());
        }
    }
}

impl fmt::Display for WagesReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Released { file, as_of, tally, imported } in &self.files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            writeln!(
                f,
                "{name}, {}: {} rows, {} imported",
                month(*as_of),
                grouped(tally.rows),
                grouped(*imported)
            )?;
            count(f, "are for groups of occupations", tally.groups)?;
            count(f, "are for single industries or kinds of employers", tally.industries)?;
        }
        let places: Vec<String> = self
            .places
            .iter()
            .map(|(kind, count)| {
                counted(&(*count as i64), &kind.label().to_lowercase(), &kind.plural().to_lowercase())
            })
            .collect();
        writeln!(f, "Pay by place: {}", places.join(", "))?;
        count(f, "figures with pay and employment", self.both)?;
        count(f, "figures with pay, without employment", self.only_pay)?;
        count(f, "figures with employment, without pay", self.only_employed)?;
        count(f, "figures with neither, which the survey doesn’t publish", self.neither)?;
        count(f, "of these are counted together with other occupations", self.shared)?;
        self.saved.iter().try_for_each(|Saved { changed, unchanged }| {
            writeln!(f, "  {:>6} releases written, {} unchanged", grouped(*changed), grouped(*unchanged))
        })
    }
}

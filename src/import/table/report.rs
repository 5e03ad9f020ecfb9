//! The report of an import, for the operator.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use crate::filters::list as joined;
use crate::import::onet::report::{Item, count, grouped, list};
use crate::models::place_release::{PlaceRelease, Saved};
use crate::profile::fields::Field;

#[derive(Debug)]
pub struct TableReport {
    /// The name of the source.
    pub source: String,
    pub dry_run: bool,
    pub done: Done,
    pub took: Duration,
}

#[derive(Debug, Default)]
pub struct Done {
    pub new: Vec<Item>,
    pub updated: Vec<Item>,
    pub unchanged: usize,
    /// Careers with a section that a person has edited and that was therefore left as it is, by section.
    pub kept: BTreeMap<Field, Vec<Item>>,
    /// Of a table of pay.
    pub places: Option<Places>,
}

/// The rows of a table of pay.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub names: BTreeSet<String>,
    pub with_pay: usize,
    /// Without any figure of pay, but with a note that says why.
    pub explained: usize,
    /// Without a figure of pay or a note.
    pub unexplained: usize,
    pub saved: Saved,
}

impl Places {
    pub fn of(releases: &[PlaceRelease]) -> Self {
        let mut places = Self::default();
        for release in releases {
            places.names.insert(release.place.name.clone());
            for row in &release.rows {
                *match (row.figures.has_pay(), &row.figures.note) {
                    (true, _) => &mut places.with_pay,
                    (false, Some(_)) => &mut places.explained,
                    (false, None) => &mut places.unexplained,
                } += 1;
            }
        }
        places
    }
}

impl fmt::Display for TableReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Done { new, updated, unchanged, kept, places } = &self.done;
        if self.dry_run {
            writeln!(f, "Dry run: nothing was written.")?;
        }
        let all = grouped(new.len() + updated.len() + unchanged);
        writeln!(f, "{}: {all} {}", self.source, if all == "1" { "career" } else { "careers" })?;
        if places.is_none() {
            writeln!(f, "  {:>6} new", grouped(new.len()))?;
        }
        writeln!(f, "  {:>6} updated", grouped(updated.len()))?;
        writeln!(f, "  {:>6} unchanged", grouped(*unchanged))?;
        if let Some(places) = places {
            self.pay(f, places)?;
        }
        list(f, "Updated", updated)?;
        for (field, items) in kept {
            list(f, &format!("{}: edited here, left as it is", field.label()), items)?;
        }
        write!(f, "Took {:.1} s", self.took.as_secs_f64())
    }
}

impl TableReport {
    fn pay(&self, f: &mut fmt::Formatter<'_>, places: &Places) -> fmt::Result {
        let Places { names, with_pay, explained, unexplained, saved } = places;
        let few: Vec<String> = names.iter().take(5).cloned().collect();
        let place = if few.len() < names.len() { format!("{} places", names.len()) } else { joined(&few) };
        writeln!(f, "Pay by place: {place}")?;
        writeln!(f, "  {:>6} rows with pay", grouped(*with_pay))?;
        count(f, "rows without pay, with a note that says why", *explained)?;
        count(f, "rows without pay or a note", *unexplained)?;
        if !self.dry_run {
            let Saved { changed, unchanged } = saved;
            writeln!(f, "  {:>6} releases written, {} unchanged", grouped(*changed), grouped(*unchanged))?;
        }
        Ok(())
    }
}

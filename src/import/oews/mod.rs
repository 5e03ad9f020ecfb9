//! Wages by place from the Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics.

mod area;
mod file;
mod report;
mod sheet;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::{ImportError, Progress};
use crate::models::place::NewPlace;
use crate::models::place_pay::ALL_OCCUPATIONS;
use crate::models::place_release::{NewPay, PlaceRelease};
use crate::profile::combined;
use crate::profile::{Employed, OnetCode, Pay, PlaceFigures, PlaceKind, Slug, Source};
use area::COUNTRY;
use file::{Spreadsheets, Unpacked};
pub use report::{Released, WagesReport};
use sheet::{Sheet, WageRow};

/// The releases of one or more files.
#[derive(Debug)]
pub struct Wages {
    /// By place and date.
    pub places: Vec<PlaceRelease>,
    pub report: WagesReport,
    /// The newest release of the nation.
    nation: Option<Nation>,
}

#[derive(Debug)]
struct Nation {
    as_of: NaiveDate,
    by_soc: HashMap<String, NewPay>,
}

/// A place and a date, with the figures of each occupation.
type Releases = BTreeMap<(String, NaiveDate), (NewPlace, BTreeMap<String, PlaceFigures>)>;

impl Wages {
    /// Reads files as published by the Bureau: national, state or area data, as xlsx or zip, in any order. Errors name the
    /// file, sheet and row.
    pub fn read<P: AsRef<Path>>(paths: &[P], progress: Progress) -> Result<Self, ImportError> {
        let mut releases = Releases::new();
        let mut report = WagesReport::default();
        for path in paths.iter().map(AsRef::as_ref) {
            let _step = progress.step(&format!("Reading {}", path.display()));
            for file in &Spreadsheets::of(path)?.all {
                report.files.push(read_file(file, &mut releases)?);
            }
        }
        let places: Vec<PlaceRelease> = releases.into_iter().map(release).collect();
        let nations = places.iter().filter(|release| release.place.kind == PlaceKind::Country);
        let nation = nations.max_by_key(|release| release.as_of).map(|release| Nation {
            as_of: release.as_of,
            by_soc: release.rows.iter().map(|row| (row.occupation.clone(), row.clone())).collect(),
        });
        for release in &places {
            report.count(release);
        }
        Ok(Self { places, report, nation })
    }

    pub fn sources(&self) -> Vec<Source> {
        let mut dates: Vec<NaiveDate> = self.places.iter().map(|release| release.as_of).collect();
        dates.sort();
        dates.dedup();
        dates.into_iter().map(source).collect()
    }

    /// Whether there are national figures, which profiles show as their pay.
    pub fn has_nation(&self) -> bool {
        self.nation.is_some()
    }

    /// The national pay and employment of a career. `title` gives the title of a SOC occupation.
    pub fn in_nation<'t>(
        &self,
        code: &OnetCode,
        title: impl Fn(&str) -> Option<&'t str>,
    ) -> Option<Surveyed> {
        let Nation { as_of, by_soc } = self.nation.as_ref()?;
        let NewPay { combined, figures, .. } = by_soc.get(code.soc())?;
        let counted_with = combined::counted_with(code, combined.as_deref(), title);
        let source = slug(*as_of);
        Some(Surveyed {
            employed: figures.employed.map(|count| Employed {
                count,
                place: COUNTRY.to_owned(),
                counted_with: counted_with.clone(),
                source: source.clone(),
                as_of: *as_of,
            }),
            pay: figures.pay(COUNTRY, counted_with, source, *as_of),
        })
    }
}

/// A career’s national figures.
#[derive(Debug, Default, PartialEq)]
pub struct Surveyed {
    /// None if no figure was published.
    pub pay: Option<Pay>,
    pub employed: Option<Employed>,
}

fn read_file(file: &Unpacked, releases: &mut Releases) -> Result<Released, ImportError> {
    let mut sheet = Sheet::open(file)?;
    let as_of = sheet.released;
    let mut seen = HashSet::new();
    let tally = sheet.each(|WageRow { soc, place, figures }| {
        let key = (place.code.clone().unwrap_or_default(), as_of);
        if !seen.insert((key.clone(), soc.clone())) {
            return Err(format!("{soc} appears twice for {}", place.name));
        }
        let (_, rows) = releases.entry(key).or_insert_with(|| (place.clone(), BTreeMap::new()));
        match rows.entry(soc) {
            Entry::Occupied(same) if *same.get() == figures => Ok(()),
            Entry::Occupied(other) => {
                Err(format!("{} has other figures for {} in another file", other.key(), place.name))
            }
            Entry::Vacant(new) => {
                new.insert(figures);
                Ok(())
            }
        }
    })?;
    Ok(Released { file: file.shown.clone(), as_of, tally, imported: seen.len() })
}

/// Repeats the figures of a combined code for each of its parts that has no figures of its own.
fn release(
    ((_, as_of), (place, figures)): ((String, NaiveDate), (NewPlace, BTreeMap<String, PlaceFigures>)),
) -> PlaceRelease {
    let mut rows = Vec::with_capacity(figures.len());
    for (code, of_code) in &figures {
        let parts = combined::parts(code).iter().filter(|part| !figures.contains_key(**part));
        rows.extend(parts.map(|part| NewPay {
            occupation: (*part).to_owned(),
            combined: Some(code.clone()),
            figures: of_code.clone(),
        }));
        if combined::parts(code).is_empty() {
            rows.push(NewPay { occupation: code.clone(), combined: None, figures: of_code.clone() });
        }
    }
    rows.sort_by(|one, other| one.occupation.cmp(&other.occupation));
    PlaceRelease { place, as_of, source: slug(as_of), rows }
}

pub fn slug(released: NaiveDate) -> Slug {
    Slug::suggest(&format!("oews {}-{:02}", released.year(), released.month()))
}

fn source(released: NaiveDate) -> Source {
    let month = released.format("%B %Y");
    Source {
        slug: slug(released),
        name: format!("Occupational Employment and Wage Statistics, {month}"),
        url: Some("https://www.bls.gov/oes/".into()),
        license: Some("Public domain".into()),
        license_url: None,
        notice: format!(
            "Wages are from the Occupational Employment and Wage Statistics of the U.S. Bureau of Labor \
             Statistics, {month}."
        ),
    }
}

/// Whether a row is for all occupations of a place together.
fn is_total(row: &NewPay) -> bool {
    row.occupation == ALL_OCCUPATIONS
}

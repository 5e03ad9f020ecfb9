//! Wages from the Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics.

mod combined;
mod sheet;

use std::collections::HashMap;
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::{Error, Progress};
use crate::profile::confidence::Evidence;
use crate::profile::money::{Bound, Currency, Figure, Period};
use crate::profile::pay::{Range, Statistic};
use crate::profile::{Employed, OnetCode, Pay, Slug, Source};
use sheet::WageRow;

const COUNTRY: &str = "United States";

#[derive(Debug)]
pub struct Wages {
    pub source: Source,
    by_soc: HashMap<String, Vec<Pay>>,
    employed: HashMap<String, Vec<Employed>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FoundWages<'a> {
    Direct(&'a [Pay]),
    /// Under a code that combines several occupations.
    Combined(&'a [Pay]),
    /// There is a row, but without published figures.
    NoFigures,
    NoRow,
}

impl Wages {
    /// Reads an xlsx as published by the Bureau: national, state or area data. Errors name the file, sheet and row.
    pub fn read(path: &Path, progress: Progress) -> Result<Self, Error> {
        let _step = progress.step(&format!("Reading {}", path.display()));
        let (released, rows) = sheet::read(path)?;
        let source = source(released);
        let mut by_soc: HashMap<String, Vec<Pay>> = HashMap::new();
        let mut employed: HashMap<String, Vec<Employed>> = HashMap::new();
        for row in rows {
            let place = if row.place == "U.S." { COUNTRY.to_owned() } else { row.place.clone() };
            let pays = by_soc.entry(row.soc.clone()).or_default();
            if pays.iter().any(|pay| pay.place == place) {
                return Err(row.wrong(path, format!("{} appears twice for {place}", row.soc)));
            }
            if let Some(count) = row.employed {
                let (source, as_of) = (source.slug.clone(), released);
                employed.entry(row.soc.clone()).or_default().push(Employed {
                    count,
                    place: place.clone(),
                    source,
                    as_of,
                });
            }
            pays.extend(pay(&row, place, source.slug.clone(), released));
        }
        // The page's headline is the first, so national figures come first.
        let order = |place: &String| (place != COUNTRY, place.clone());
        by_soc.values_mut().for_each(|pays| pays.sort_by_key(|pay| order(&pay.place)));
        employed.values_mut().for_each(|counts| counts.sort_by_key(|count| order(&count.place)));
        Ok(Self { source, by_soc, employed })
    }

    /// The survey counts SOC occupations; a more detailed O*NET occupation has no number of its own.
    pub fn employed(&self, code: &OnetCode) -> &[Employed] {
        let counted = code.as_str().ends_with(".00").then(|| self.employed.get(code.soc())).flatten();
        counted.map_or(&[], Vec::as_slice)
    }

    pub fn find(&self, soc: &str) -> FoundWages<'_> {
        let of = |soc: &str| self.by_soc.get(soc).map(Vec::as_slice);
        match (of(soc), combined::of(soc).and_then(of)) {
            (Some([]), _) | (None, Some([])) => FoundWages::NoFigures,
            (Some(pays), _) => FoundWages::Direct(pays),
            (None, Some(pays)) => FoundWages::Combined(pays),
            (None, None) => FoundWages::NoRow,
        }
    }
}

fn source(released: NaiveDate) -> Source {
    let month = released.format("%B %Y");
    Source {
        slug: Slug::suggest(&format!("oews {}-{:02}", released.year(), released.month())),
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

/// `None` if no figure was published. Prefers annual figures; occupations without a usual working year (actors,
/// musicians) have only hourly figures.
fn pay(row: &WageRow, place: String, source: Slug, as_of: NaiveDate) -> Option<Pay> {
    let has_median = |wages: &[Option<Figure>; 5]| wages[2].is_some();
    let has_any = |wages: &[Option<Figure>; 5]| wages.iter().any(Option::is_some);
    let by_period = [(Period::Year, row.annual), (Period::Hour, row.hourly)];
    let (period, [p10, p25, median, p75, p90]) =
        by_period
            .into_iter()
            .find(|(_, wages)| has_median(wages))
            .or_else(|| by_period.into_iter().find(|(_, wages)| has_any(wages)))?;
    Some(Pay {
        place,
        currency: Currency::USD,
        period,
        statistic: Statistic::Median,
        total: median,
        base: None,
        additional: None,
        likely: range(p25, p75, (25, 75)),
        possible: range(p10, p90, (10, 90)),
        evidence: row
            .relative_standard_error
            .map(|relative_standard_error| Evidence::Survey { relative_standard_error }),
        source,
        as_of,
    })
}

/// The range between two percentiles. If both are published only as "at least", the upper one is dropped, since it
/// adds nothing.
fn range(low: Option<Figure>, high: Option<Figure>, percentiles: (u8, u8)) -> Option<Range> {
    let is_open = |figure: Figure| figure.bound == Bound::AtLeast;
    let high = high.filter(|high| !(is_open(*high) && low.is_some_and(is_open)));
    let percentiles = low.and(high).map(|_| percentiles);
    (low.is_some() || high.is_some()).then_some(Range { low, high, percentiles })
}

//! Wages from the Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics.

mod sheet;

use std::collections::HashMap;
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::{ImportError, Progress, combined};
use crate::profile::confidence::Evidence;
use crate::profile::money::{Bound, Currency, Figure, Period};
use crate::profile::pay::{Range, Statistic};
use crate::profile::{Employed, OnetCode, Pay, Slug, Source};
use sheet::{Sheet, WageRow};

const COUNTRY: &str = "United States";

#[derive(Debug)]
pub struct Wages {
    pub source: Source,
    by_soc: HashMap<String, Surveyed>,
}

/// An occupation's figures by place, national ones first.
#[derive(Debug, Default, PartialEq)]
pub struct Surveyed {
    /// Empty if no figure was published.
    pub pay: Vec<Pay>,
    employed: Vec<Employed>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FoundWages<'a> {
    Direct(&'a Surveyed),
    /// Under a code that combines several occupations.
    Combined(&'a Surveyed),
    NoRow,
}

impl Wages {
    /// Reads an xlsx as published by the Bureau: national, state or area data. Errors name the file, sheet and row.
    pub fn read(path: &Path, progress: Progress) -> Result<Self, ImportError> {
        let _step = progress.step(&format!("Reading {}", path.display()));
        let mut by_soc: HashMap<String, Surveyed> = HashMap::new();
        let mut sheet = Sheet::open(path)?;
        let (as_of, source) = (sheet.released, source(sheet.released));
        sheet.each(|row| {
            let place = if row.place == "U.S." { COUNTRY.to_owned() } else { row.place.clone() };
            let surveyed = by_soc.entry(row.soc.clone()).or_default();
            if surveyed.pay.iter().any(|pay| pay.place == place) {
                return Err(format!("{} appears twice for {place}", row.soc));
            }
            surveyed.employed.extend(row.employed.map(|count| Employed {
                count,
                place: place.clone(),
                counted_with: None,
                source: source.slug.clone(),
                as_of,
            }));
            surveyed.pay.extend(pay(&row, place, source.slug.clone(), as_of));
            Ok(())
        })?;
        // The page's headline is the first, so national figures come first.
        let order = |place: &String| (place != COUNTRY, place.clone());
        for surveyed in by_soc.values_mut() {
            surveyed.pay.sort_by_key(|pay| order(&pay.place));
            surveyed.employed.sort_by_key(|count| order(&count.place));
        }
        Ok(Self { source, by_soc })
    }

    pub fn find(&self, code: &OnetCode) -> FoundWages<'_> {
        let of = |soc: &str| self.by_soc.get(soc);
        match (of(code.soc()), combined::of(code.soc()).and_then(of)) {
            (Some(surveyed), _) => FoundWages::Direct(surveyed),
            (None, Some(surveyed)) => FoundWages::Combined(surveyed),
            (None, None) => FoundWages::NoRow,
        }
    }
}

impl FoundWages<'_> {
    /// Pay and number employed. `title` gives the title of a SOC occupation.
    pub fn of<'t>(
        self,
        code: &OnetCode,
        title: impl Fn(&str) -> Option<&'t str>,
    ) -> (Vec<Pay>, Vec<Employed>) {
        let (surveyed, is_combined) = match self {
            Self::Direct(surveyed) => (surveyed, false),
            Self::Combined(surveyed) => (surveyed, true),
            Self::NoRow => return (Vec::new(), Vec::new()),
        };
        let counted_with = combined::counted_with(code, is_combined, title);
        let pay = surveyed.pay.iter().map(|pay| Pay { counted_with: counted_with.clone(), ..pay.clone() });
        let employed = surveyed.employed.iter();
        let employed = employed.map(|one| Employed { counted_with: counted_with.clone(), ..one.clone() });
        (pay.collect(), employed.collect())
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
    let has_any = |(_, wages): &(Period, [Option<Figure>; 5])| wages.iter().any(Option::is_some);
    let published = [(Period::Hour, row.hourly), (Period::Year, row.annual)].into_iter().filter(has_any);
    // If both have a median, or neither has, this is the last.
    let (period, [p10, p25, median, p75, p90]) = published.max_by_key(|(_, wages)| wages[2].is_some())?;
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
        counted_with: None,
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

//! The survey's spreadsheet: columns by name, and cells.

use std::collections::HashMap;

use calamine::Data;
use chrono::NaiveDate;

use super::area::Area;
use super::file::Unpacked;
use crate::import::ImportError;
use crate::import::spreadsheet::{Spreadsheet, text};
use crate::models::place::NewPlace;
use crate::profile::PlaceFigures;
use crate::profile::money::{Bound, Currency, Figure, Period};

const ANNUAL: [&str; 5] = ["A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"];
const HOURLY: [&str; 5] = ["H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"];
const NEEDED: [&str; 6] = ["AREA", "AREA_TITLE", "AREA_TYPE", "OCC_CODE", "O_GROUP", "MEAN_PRSE"];

const DESCRIPTIONS: &str = "Field Descriptions";

/// The figures of an occupation in an area.
pub struct WageRow {
    pub soc: String,
    pub place: NewPlace,
    pub figures: PlaceFigures,
}

/// The rows of a file that aren't imported, by reason, and how many there are in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub rows: usize,
    /// Of groups of occupations: seven codes occur as a broad group, too.
    pub groups: usize,
    /// Of single industries or kinds of employers.
    pub industries: usize,
}

pub struct Sheet<'a> {
    file: &'a Unpacked,
    name: String,
    spreadsheet: Spreadsheet<'a>,
    pub released: NaiveDate,
    /// The amounts that `#` stands for, in cents: a year, and an hour.
    top: Option<[i64; 2]>,
}

impl<'a> Sheet<'a> {
    pub fn open(file: &'a Unpacked) -> Result<Self, ImportError> {
        let mut spreadsheet = Spreadsheet::open(&file.path)?.shown_as(&file.shown);
        let names = spreadsheet.names();
        let Some(name) = names.first().cloned() else {
            return Err(ImportError::file(&file.shown, "has no sheets"));
        };
        let mut released = names.iter().find_map(|name| release_in_name(name));
        let mut top = None;
        if names.iter().any(|name| name == DESCRIPTIONS) {
            spreadsheet.rows(DESCRIPTIONS, |_, cells| {
                let line = cells.iter().map(text).collect::<Vec<_>>().join(" ");
                released = released.or_else(|| release_in_title(&line));
                top = top.or_else(|| top_in(&line));
                Ok(true)
            })?;
        }
        let released = released.ok_or_else(|| {
            let reason = "can’t tell which release this is: no sheet is named like “national_M2024_dl”, and no \
                          sheet “Field Descriptions” begins like “May 2024 OEWS Estimates”";
            ImportError::file(&file.shown, reason)
        })?;
        Ok(Self { file, name, spreadsheet, released, top })
    }

    /// Calls `each` with the rows of detailed occupations, and of all occupations together, in the whole economy.
    /// Errors name the sheet and row.
    pub fn each(
        &mut self,
        mut each: impl FnMut(WageRow) -> Result<(), String>,
    ) -> Result<Tally, ImportError> {
        let mut columns: HashMap<String, usize> = HashMap::new();
        let mut tally = Tally::default();
        let top = self.top;
        self.spreadsheet.rows(&self.name, |_, cells| {
            if columns.is_empty() {
                columns = cells.iter().map(|cell| text(cell).to_uppercase()).zip(0..).collect();
                let mut needed = NEEDED.into_iter().chain(ANNUAL).chain(HOURLY);
                return match needed.find(|column| !columns.contains_key(*column)) {
                    Some(column) => Err(format!("there is no column “{column}”")),
                    None => Ok(true),
                };
            }
            let cell =
                |column: &str| columns.get(column).and_then(|at| cells.get(*at)).unwrap_or(&Data::Empty);
            tally.rows += 1;
            let is_whole = ["", "cross-industry"].contains(&text(cell("I_GROUP")).as_str())
                && ["", "1235"].contains(&text(cell("OWN_CODE")).as_str());
            if !is_whole {
                tally.industries += 1;
            } else if !["detailed", "total"].contains(&text(cell("O_GROUP")).as_str()) {
                tally.groups += 1;
            } else {
                each(wage_row(cell, top)?)?;
            }
            Ok(true)
        })?;
        let is_empty = columns.is_empty();
        if is_empty {
            return Err(ImportError::file(&self.file.shown, "its first sheet is empty"));
        }
        Ok(tally)
    }
}

/// From "national_M2024_dl": M is May.
fn release_in_name(name: &str) -> Option<NaiveDate> {
    let (_, rest) = name.split_once("_M")?;
    may(rest.get(..4)?)
}

/// From "May 2024 OEWS Estimates".
fn release_in_title(title: &str) -> Option<NaiveDate> {
    may(title.trim().strip_prefix("May ")?.split_whitespace().next()?)
}

fn may(year: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok().filter(|year| (1990..2200).contains(year))?, 5, 1)
}

/// From "# = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year".
fn top_in(line: &str) -> Option<[i64; 2]> {
    let (_, meaning) = line.trim().strip_prefix('#')?.split_once("greater than")?;
    let before = |period: &str| {
        let (amount, _) = meaning.split_once(period)?;
        let amount = amount.rsplit('$').next()?.trim().replace(',', "");
        Some((amount.parse::<f64>().ok()? * 100.0).round() as i64)
    };
    Some([before("per year")?, before("per hour")?])
}

fn wage_row<'c>(cell: impl Fn(&str) -> &'c Data, top: Option<[i64; 2]>) -> Result<WageRow, String> {
    let money = |column: &str, top: Option<i64>| {
        if text(cell(column)) == "#" {
            let amount = top.ok_or_else(|| {
                format!("{column} is “#”, but the sheet “{DESCRIPTIONS}” doesn’t say which amount that is")
            })?;
            return Ok(Some(Figure { amount, bound: Bound::AtLeast }));
        }
        let amount = amount(column, cell(column))?;
        Ok::<_, String>(amount.map(|amount| Figure::exact((amount * 100.0).round() as i64)))
    };
    let number = |column: &str| amount(column, cell(column));
    let [code, title, kind] = ["AREA", "AREA_TITLE", "AREA_TYPE"].map(|column| text(cell(column)));
    let soc = text(cell("OCC_CODE"));
    if soc.len() != 7 || !soc.is_ascii() {
        return Err(format!("OCC_CODE is “{soc}”, not a code such as 15-1252"));
    }
    if title.is_empty() {
        return Err("AREA_TITLE is empty".into());
    }
    let place = Area { code: &code, title: &title, kind: &kind }.place()?;
    let (mut annual, mut hourly) = ([None; 5], [None; 5]);
    for at in 0..5 {
        annual[at] = money(ANNUAL[at], top.map(|[year, _]| year))?;
        hourly[at] = money(HOURLY[at], top.map(|[_, hour]| hour))?;
    }
    let (period, percentiles) = published(annual, hourly);
    let figures = PlaceFigures {
        currency: Currency::USD,
        period,
        percentiles,
        employed: number("TOT_EMP")?.map(|count| count.round() as i64),
        jobs_per_1000: number("JOBS_1000")?,
        location_quotient: number("LOC_QUOTIENT")?,
        relative_standard_error: number("MEAN_PRSE")?,
        note: None,
    };
    Ok(WageRow { soc, place, figures })
}

/// Prefers annual figures; occupations without a usual working year (actors, musicians) have only hourly figures.
fn published(annual: [Option<Figure>; 5], hourly: [Option<Figure>; 5]) -> (Period, [Option<Figure>; 5]) {
    let both = [(Period::Hour, hourly), (Period::Year, annual)];
    let has_any = |(_, wages): &(Period, [Option<Figure>; 5])| wages.iter().any(Option::is_some);
    // If both have a median, or neither has, this is the last.
    let most = both.into_iter().filter(has_any).max_by_key(|(_, wages)| wages[2].is_some());
    most.unwrap_or((Period::Year, annual))
}

/// `None` for the survey's markers of unpublished figures.
fn amount(column: &str, cell: &Data) -> Result<Option<f64>, String> {
    if let Data::Float(number) = cell
        && (0.0..1e9).contains(number)
    {
        return Ok(Some(*number));
    }
    let text = text(cell);
    if matches!(text.as_str(), "" | "*" | "**" | "~") {
        return Ok(None);
    }
    let number = text.replace(',', "").parse().ok().filter(|number| (0.0..1e9).contains(number));
    let wrong = || format!("{column} is “{text}”, neither a number nor one of * ** ~ #");
    number.map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_amounts_are_as_the_file_says() {
        let of = |line: &str| top_in(line);
        let line = "# = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year ";
        assert_eq!(of(line), Some([23_920_000, 11_500]));
        let line =
            "#  = indicates a wage that is equal to or greater than $208,000 per year or $100.00 per hour";
        assert_eq!(of(line), Some([20_800_000, 10_000]));
        assert_eq!(of("* = indicates that a wage estimate is not available"), None);
    }
}

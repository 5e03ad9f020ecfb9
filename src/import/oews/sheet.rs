//! The survey's spreadsheet: columns by name, and cells.

use std::path::Path;

use calamine::Data;
use chrono::NaiveDate;

use crate::import::ImportError;
use crate::import::spreadsheet::{Spreadsheet, text};
use crate::profile::money::{Bound, Figure};

/// The survey publishes "#" for amounts of at least this many cents.
const TOP_ANNUAL: i64 = 23_920_000;
const TOP_HOURLY: i64 = 11_500;

const ANNUAL: [&str; 5] = ["A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"];
const HOURLY: [&str; 5] = ["H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"];

#[derive(Debug)]
pub struct WageRow {
    pub soc: String,
    pub place: String,
    /// Percentiles 10, 25, 50, 75 and 90, yearly.
    pub annual: [Option<Figure>; 5],
    /// The same percentiles, hourly.
    pub hourly: [Option<Figure>; 5],
    /// None if it isn't published.
    pub employed: Option<i64>,
    /// Of the mean, in percent.
    pub relative_standard_error: Option<f64>,
}

pub struct Sheet<'a> {
    file: &'a Path,
    name: String,
    spreadsheet: Spreadsheet<'a>,
    pub released: NaiveDate,
}

impl<'a> Sheet<'a> {
    pub fn open(file: &'a Path) -> Result<Self, ImportError> {
        let mut spreadsheet = Spreadsheet::open(file)?;
        let names = spreadsheet.names();
        let Some(name) = names.first().cloned() else { return Err(ImportError::file(file, "has no sheets")) };
        let mut released = names.iter().find_map(|name| release_in_name(name));
        if released.is_none() && names.iter().any(|name| name == "Field Descriptions") {
            spreadsheet.rows("Field Descriptions", |_, cells| {
                released = cells.iter().find_map(|cell| release_in_title(&text(cell)));
                Ok(released.is_none())
            })?;
        }
        let released = released.ok_or_else(|| {
            let reason = "can’t tell which release this is: no sheet is named like “national_M2024_dl”, and no \
                          sheet “Field Descriptions” begins like “May 2024 OEWS Estimates”";
            ImportError::file(file, reason)
        })?;
        Ok(Self { file, name, spreadsheet, released })
    }

    /// Calls `each` with the rows of detailed occupations in the whole economy. Seven codes also occur as a broad
    /// group, and files with figures by industry also have rows for each industry. Errors name the sheet and row.
    pub fn each(&mut self, mut each: impl FnMut(WageRow) -> Result<(), String>) -> Result<(), ImportError> {
        let mut header: Vec<String> = Vec::new();
        self.spreadsheet.rows(&self.name, |_, cells| {
            if header.is_empty() {
                header = cells.iter().map(|cell| text(cell).to_uppercase()).collect();
                let needed = ["OCC_CODE", "O_GROUP", "AREA_TITLE", "MEAN_PRSE"];
                let mut needed = needed.into_iter().chain(ANNUAL).chain(HOURLY);
                return match needed.find(|column| !header.iter().any(|name| name == column)) {
                    Some(column) => Err(format!("there is no column “{column}”")),
                    None => Ok(true),
                };
            }
            let cell = |column: &str| cells.get(header.iter().position(|name| name == column)?);
            let everywhere = cell("I_GROUP").is_none_or(|group| text(group) == "cross-industry");
            if everywhere && cell("O_GROUP").is_some_and(|group| text(group) == "detailed") {
                each(wage_row(|column| cell(column).unwrap_or(&Data::Empty))?)?;
            }
            Ok(true)
        })?;
        let is_empty = header.is_empty();
        if is_empty { Err(ImportError::file(self.file, "its first sheet is empty")) } else { Ok(()) }
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

fn wage_row<'c>(cell: impl Fn(&str) -> &'c Data) -> Result<WageRow, String> {
    let money = |column: &str, top| {
        let amount = match text(cell(column)).as_str() {
            "#" => return Ok(Some(Figure { amount: top, bound: Bound::AtLeast })),
            _ => amount(column, cell(column))?,
        };
        Ok::<_, String>(amount.map(|amount| Figure::exact((amount * 100.0).round() as i64)))
    };
    let mut row = WageRow {
        soc: text(cell("OCC_CODE")),
        place: text(cell("AREA_TITLE")),
        employed: amount("TOT_EMP", cell("TOT_EMP"))?.map(|count| count.round() as i64),
        annual: [None; 5],
        hourly: [None; 5],
        relative_standard_error: amount("MEAN_PRSE", cell("MEAN_PRSE"))?,
    };
    if row.soc.len() != 7 || !row.soc.is_ascii() {
        return Err(format!("OCC_CODE is “{}”, not a code such as 15-1252", row.soc));
    }
    if row.place.is_empty() {
        return Err("AREA_TITLE is empty".into());
    }
    for at in 0..5 {
        row.annual[at] = money(ANNUAL[at], TOP_ANNUAL)?;
        row.hourly[at] = money(HOURLY[at], TOP_HOURLY)?;
    }
    Ok(row)
}

/// `None` for the survey's markers of unpublished figures.
fn amount(column: &str, cell: &Data) -> Result<Option<f64>, String> {
    let text = text(cell);
    if matches!(text.as_str(), "" | "*" | "**" | "~") {
        return Ok(None);
    }
    let number = text.replace(',', "").parse().ok().filter(|number| (0.0..1e9).contains(number));
    let wrong = || format!("{column} is “{text}”, neither a number nor one of * ** ~ #");
    number.map(Some).ok_or_else(wrong)
}

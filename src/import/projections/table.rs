//! Table 1.2: the figures of every occupation.

use std::collections::HashMap;
use std::path::Path;

use calamine::Data;

use crate::import::ImportError;
use crate::import::spreadsheet::{Spreadsheet, text};

const SHEET: &str = "Table 1.2";

/// Rows of single occupations; the others are sums.
const OCCUPATION: &str = "Line item";

pub struct Table {
    pub from_year: u16,
    pub to_year: u16,
    /// By SOC code.
    pub rows: HashMap<String, Row>,
}

/// Numbers of people and percentages; none if they aren't published.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub employed_from: Option<i64>,
    pub employed_to: Option<i64>,
    pub growth: Option<f64>,
    pub openings: Option<i64>,
    pub self_employed: Option<f64>,
}

/// Where the columns are. Their heads differ by edition in the years that they name.
struct Columns {
    code: usize,
    kind: usize,
    employed: [(u16, usize); 2],
    growth: usize,
    openings: usize,
    self_employed: usize,
}

impl Table {
    pub fn read(file: &Path, spreadsheet: &mut Spreadsheet<'_>) -> Result<Self, ImportError> {
        if !spreadsheet.names().iter().any(|name| name == SHEET) {
            return Err(ImportError::file(file, format!("has no sheet “{SHEET}”")));
        }
        let mut columns: Option<Columns> = None;
        let mut rows = HashMap::new();
        spreadsheet.rows(SHEET, |_, cells| {
            let Some(columns) = &columns else {
                columns = Columns::of(cells)?;
                return Ok(true);
            };
            let cell = |place: usize| cells.get(place).map(text).unwrap_or_default();
            if cell(columns.kind) == OCCUPATION {
                let code = cell(columns.code);
                if code.len() != 7 || !code.is_ascii() {
                    return Err(format!("“{code}” is not a code such as 15-1252"));
                }
                let row = columns.row(cells)?;
                if rows.insert(code.clone(), row).is_some() {
                    return Err(format!("{code} appears twice"));
                }
            }
            Ok(true)
        })?;
        match columns {
            Some(Columns { employed: [(from_year, _), (to_year, _)], .. }) if !rows.is_empty() => {
                Ok(Self { from_year, to_year, rows })
            }
            _ => Err(ImportError::file(file, format!("sheet “{SHEET}” has no occupations"))),
        }
    }
}

impl Columns {
    /// `None` if a row isn't the header.
    fn of(cells: &[Data]) -> Result<Option<Self>, String> {
        let heads: Vec<String> = cells.iter().map(text).collect();
        let place = |start: &str| heads.iter().position(|head| without_year(head).starts_with(start));
        let find = |start: &str| place(start).ok_or_else(|| format!("there is no column “{start} …”"));
        let Some(code) = place("National Employment Matrix code") else { return Ok(None) };
        let employed = heads.iter().enumerate().filter_map(|(place, head)| {
            let year = head.strip_prefix("Employment, ")?.parse().ok()?;
            Some((year, place))
        });
        let mut employed: Vec<(u16, usize)> = employed.collect();
        employed.sort_unstable();
        let employed = employed.try_into().map_err(|_| "there are not two columns “Employment, year”")?;
        Ok(Some(Self {
            code,
            kind: find("Occupation type")?,
            employed,
            growth: find("Employment change, percent")?,
            openings: find("Occupational openings")?,
            self_employed: find("Percent self employed")?,
        }))
    }

    fn row(&self, cells: &[Data]) -> Result<Row, String> {
        let number = |place: usize, least: f64| {
            let text = cells.get(place).map(text).unwrap_or_default();
            if matches!(text.as_str(), "" | "—" | "-") {
                return Ok(None);
            }
            let number = text.replace(',', "").parse().ok().filter(|number| (least..1e7).contains(number));
            number.map(Some).ok_or_else(|| format!("“{text}” is neither a figure nor —"))
        };
        // In thousands.
        let people = |place: usize| {
            number(place, 0.0).map(|count| count.map(|count: f64| (count * 1_000.0).round() as i64))
        };
        Ok(Row {
            employed_from: people(self.employed[0].1)?,
            employed_to: people(self.employed[1].1)?,
            growth: number(self.growth, -100.0)?,
            openings: people(self.openings)?,
            self_employed: number(self.self_employed, 0.0)?.filter(|share| *share <= 100.0),
        })
    }
}

/// `2024 National Employment Matrix code` without the year.
pub fn without_year(head: &str) -> &str {
    head.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

//! Reads a table from an xlsx or CSV file as rows of texts.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use calamine::Data;

use crate::import::ImportError;
use crate::import::spreadsheet::{Spreadsheet, text};

/// The most bytes of a CSV file, and of the texts in a spreadsheet. They are held in memory.
const LARGEST: u64 = 64 << 20;

/// Pay of a thousand careers in two hundred places.
const ROWS: usize = 200_000;

/// Every xlsx file is a zip.
const ZIP: &[u8] = b"PK\x03\x04";

/// A row that isn't blank, with its number as spreadsheet programs show it.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub number: u32,
    /// Without space at their ends.
    pub cells: Vec<String>,
}

#[derive(Debug)]
pub struct Sheet {
    pub header: Row,
    pub rows: Vec<Row>,
}

impl Sheet {
    /// The first sheet of a spreadsheet, or a CSV file. The first row that isn't blank is the header.
    pub fn read(file: &Path) -> Result<Self, ImportError> {
        let wrong = |reason: String| ImportError::file(file, reason);
        let mut rows = Rows::default();
        match is_zip(file)? {
            true => {
                let mut spreadsheet = Spreadsheet::open(file)?;
                let first = spreadsheet.names().first().cloned();
                let name = first.ok_or_else(|| wrong("has no sheets".into()))?;
                spreadsheet.rows(&name, |number, cells| {
                    rows.add(number + 1, cells.iter().map(cell).collect()).map(|()| true)
                })?;
            }
            false => read_csv(file, &mut rows)?,
        }
        let mut all = rows.all.into_iter();
        let header = all.next().ok_or_else(|| wrong("is empty".into()))?;
        let rows: Vec<Row> = all.collect();
        match rows.is_empty() {
            true => Err(wrong("has a header, but no rows below it".into())),
            false => Ok(Self { header, rows }),
        }
    }
}

#[derive(Default)]
struct Rows {
    all: Vec<Row>,
    bytes: u64,
}

impl Rows {
    /// Skips a blank row.
    fn add(&mut self, number: u32, mut cells: Vec<String>) -> Result<(), String> {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        self.bytes += cells.iter().map(|cell| cell.len() as u64).sum::<u64>();
        if self.bytes > LARGEST {
            return Err(format!("the table has more than {} MiB of text", LARGEST >> 20));
        }
        if self.all.len() > ROWS {
            return Err(format!("the table has more than {ROWS} rows"));
        }
        self.all.push(Row { number, cells });
        Ok(())
    }
}

fn is_zip(file: &Path) -> Result<bool, ImportError> {
    let mut start = Vec::new();
    let opened = File::open(file).map_err(|error| ImportError::file(file, error))?;
    opened.take(ZIP.len() as u64).read_to_end(&mut start).map_err(|error| ImportError::file(file, error))?;
    Ok(start == ZIP)
}

/// Spreadsheets store dates as numbers.
fn cell(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(date) => date.split('T').next().unwrap_or_default().to_owned(),
        other => text(other),
    }
}

fn read_csv(file: &Path, rows: &mut Rows) -> Result<(), ImportError> {
    let wrong = |reason: String| ImportError::file(file, reason);
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(|error| ImportError::file(file, error))?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| ImportError::file(file, error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(wrong(format!("is larger than {} MiB", LARGEST >> 20)));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| wrong("isn’t a CSV file in UTF-8. Save it as xlsx or as “CSV UTF-8”".into()))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    for (number, record) in (1..).zip(reader.records()) {
        let record = record.map_err(|error| wrong(error.to_string()))?;
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        rows.add(number, cells).map_err(|reason| wrong(format!("row {number}: {reason}")))?;
    }
    Ok(())
}

/// Spreadsheet programs separate cells by semicolons where the comma is the decimal sign.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: &u8| header.bytes().filter(|byte| byte == delimiter).count();
    // The last of several that occur equally often is the comma.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Result<Vec<Vec<String>>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        std::fs::write(&path, text).unwrap();
        let shorten = |error: ImportError| error.to_string().rsplit_once(": ").unwrap().1.to_owned();
        let Sheet { header, rows } = Sheet::read(&path).map_err(shorten)?;
        Ok([header].into_iter().chain(rows).map(|row| row.cells).collect())
    }

    #[test]
    fn cells_are_separated_by_what_separates_the_header() {
        for text in ["a,b\n1;2,3\n", "a;b\n1;2,3;\n", "\u{feff}a\tb\r\n\"1\"\t3\r\n\t \r\n"] {
            let table = read(text.as_bytes()).unwrap();
            assert_eq!((table[0].join(" ").as_str(), table.len()), ("a b", 2), "{text:?}");
        }
        assert_eq!(read(b"a,b\n\"one\ntwo\",\n").unwrap()[1], ["one\ntwo"]);
    }

    #[test]
    fn empty_and_unreadable_files_are_refused() {
        assert_eq!(read(b"").unwrap_err(), "is empty");
        assert_eq!(read(b"\n , \n").unwrap_err(), "is empty");
        assert_eq!(read(b"title,code\n").unwrap_err(), "has a header, but no rows below it");
        assert!(read(b"title\nCaf\xe9\n").unwrap_err().contains("CSV UTF-8"));
    }
}

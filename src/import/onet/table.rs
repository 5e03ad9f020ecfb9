//! Reads a tab-separated file line by line, with columns by name.
//!
//! O*NET doesn't quote fields, and any of them may contain a bare `"`, so lines are split by hand. The csv crate
//! reports wrong line numbers if lines end in CR LF, and after empty lines.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use chrono::NaiveDate;

use crate::import::ImportError;
use crate::profile::OnetCode;

/// The column of occupations' codes.
pub const CODE: &str = "O*NET-SOC Code";

/// Facts, the newest date among them, and how many people they were asked of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dated<T> {
    pub facts: T,
    pub newest: Option<NaiveDate>,
    pub respondents: Option<u32>,
}

impl<T> Dated<T> {
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Dated<U> {
        Dated { facts: change(&self.facts), newest: self.newest, respondents: self.respondents }
    }
}

impl<T> Dated<Vec<T>> {
    pub fn push(&mut self, fact: T, date: Option<NaiveDate>) {
        self.facts.push(fact);
        self.newest = self.newest.max(date);
    }
}

/// In bytes. Real lines stay below 2,000; an endless line would fill the memory.
const LONGEST: u64 = 1 << 20;

pub struct Table<'a> {
    file: &'a Path,
    lines: BufReader<Box<dyn Read + 'a>>,
    number: u64,
}

impl<'a> Table<'a> {
    pub fn new(file: &'a Path, reader: Box<dyn Read + 'a>) -> Self {
        Self { file, lines: BufReader::with_capacity(1 << 16, reader), number: 0 }
    }

    /// Calls `each` with every line and its fields in the named columns. Errors name the file and line. A name that
    /// begins with `?` is of a column that some releases lack; it reads as empty then.
    pub fn each<const N: usize>(
        mut self,
        columns: [&str; N],
        mut each: impl FnMut(&TableLine<'_>, [&str; N]) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        let mut buffer = Vec::new();
        if !self.next(&mut buffer)? {
            return Err(ImportError::file(self.file, "is empty"));
        }
        let header = self.line(&buffer)?;
        let header: Vec<&str> = header.trim_start_matches('\u{feff}').split('\t').map(str::trim).collect();
        let mut places = [None; N];
        for (place, name) in places.iter_mut().zip(columns) {
            let optional = name.strip_prefix('?');
            *place = header.iter().position(|column| *column == optional.unwrap_or(name));
            if place.is_none() && optional.is_none() {
                let reason = format!("has no column “{name}”; it has {}", header.join(", "));
                return Err(ImportError::file(self.file, reason));
            }
        }
        let width = header.len();
        let mut buffer = Vec::new();
        while self.next(&mut buffer)? {
            let text = self.line(&buffer)?;
            let line = TableLine { file: self.file, number: self.number };
            if text.is_empty() {
                continue;
            }
            let mut cells = [""; N];
            let mut count = 0;
            for field in text.split('\t') {
                let wanted = cells.iter_mut().zip(places).filter(|(_, place)| *place == Some(count));
                wanted.for_each(|(cell, _)| *cell = field.trim());
                count += 1;
            }
            if count != width {
                return Err(line.wrong(format!("has {count} fields, not {width}")));
            }
            each(&line, cells)?;
        }
        Ok(())
    }

    /// False at the end of the file.
    fn next(&mut self, buffer: &mut Vec<u8>) -> Result<bool, ImportError> {
        buffer.clear();
        self.number += 1;
        let read = (&mut self.lines).take(LONGEST).read_until(b'\n', buffer);
        let read = read.map_err(|error| ImportError::file(self.file, error))?;
        if read as u64 == LONGEST {
            return Err(ImportError::line(self.file, self.number, "is longer than any line of a release"));
        }
        Ok(read > 0)
    }

    fn line<'b>(&self, buffer: &'b [u8]) -> Result<&'b str, ImportError> {
        let text = std::str::from_utf8(buffer).map_err(|error| {
            let reason = format!("is not UTF-8 from byte {} on", error.valid_up_to() + 1);
            ImportError::line(self.file, self.number, reason)
        })?;
        let text = text.strip_suffix('\n').unwrap_or(text);
        Ok(text.strip_suffix('\r').unwrap_or(text))
    }
}

pub struct TableLine<'a> {
    file: &'a Path,
    number: u64,
}

impl TableLine<'_> {
    /// Without the folder or archive.
    pub fn file_name(&self) -> String {
        self.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub fn wrong(&self, reason: impl ToString) -> ImportError {
        ImportError::line(self.file, self.number, reason)
    }

    pub fn text<'b>(&self, column: &str, text: &'b str) -> Result<&'b str, ImportError> {
        match text {
            "" => Err(self.wrong(format!("{column} is empty"))),
            text => Ok(text),
        }
    }

    pub fn code(&self, text: &str) -> Result<OnetCode, ImportError> {
        text.parse().map_err(|reason| self.wrong(reason))
    }

    /// Between `least` and `most`.
    pub fn number(&self, column: &str, text: &str, least: f64, most: f64) -> Result<f64, ImportError> {
        let number = text.parse().ok().filter(|number: &f64| (least..=most).contains(number));
        number.ok_or_else(|| self.wrong(format!("{column} is “{text}”, not a number from {least} to {most}")))
    }

    /// The number of people who answered; `None` if it is missing, or if nobody was asked.
    pub fn respondents(&self, text: &str) -> Result<Option<u32>, ImportError> {
        match text {
            "" | "n/a" | "0" => Ok(None),
            text => self.ordinal("N", text, 1_000_000).map(Some),
        }
    }

    /// From 1 to `most`.
    pub fn ordinal(&self, column: &str, text: &str, most: u32) -> Result<u32, ImportError> {
        let number = text.parse().ok().filter(|number| (1..=most).contains(number));
        number.ok_or_else(|| self.wrong(format!("{column} is “{text}”, not a whole number from 1 to {most}")))
    }

    /// Parses `08/2023` as the first day of the month; `None` if it is missing.
    pub fn month(&self, text: &str) -> Result<Option<NaiveDate>, ImportError> {
        if matches!(text, "" | "n/a") {
            return Ok(None);
        }
        let date = text.split_once('/').and_then(|(month, year)| {
            let year = year.parse().ok().filter(|year| (1990..2200).contains(year))?;
            NaiveDate::from_ymd_opt(year, month.parse().ok()?, 1)
        });
        date.map(Some).ok_or_else(|| self.wrong(format!("Date is “{text}”, not a month such as 08/2023")))
    }

    /// `Y` or `N`; missing means no.
    pub fn flag(&self, column: &str, text: &str) -> Result<bool, ImportError> {
        match text {
            "Y" => Ok(true),
            "N" | "n/a" | "" => Ok(false),
            _ => Err(self.wrong(format!("{column} is “{text}”, neither Y nor N"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Result<Vec<(String, f64)>, String> {
        let mut rows = Vec::new();
        let table = Table::new(Path::new("F.txt"), Box::new(text));
        let each = |line: &TableLine<'_>, [name, value]: [&str; 2]| {
            rows.push((name.to_owned(), line.number("Value", value, 0.0, 9.0)?));
            Ok(())
        };
        table.each(["Name", "Value"], each).map_err(|error| error.to_string())?;
        Ok(rows)
    }

    #[test]
    fn lines_are_split_at_tabs_alone_with_either_ending() {
        let expected = vec![("a \"b".to_owned(), 1.0), ("c".to_owned(), 2.0)];
        assert_eq!(read(b"Value\tName\n1\ta \"b\n2\tc"), Ok(expected.clone()));
        assert_eq!(read("\u{feff}Value\tName\r\n1\ta \"b\r\n\r\n2\tc\r\n".as_bytes()), Ok(expected));
    }

    #[test]
    fn what_is_wrong_is_named_with_file_and_line() {
        let cases: [(&[u8], &str); 7] = [
            (b"", "F.txt: is empty"),
            (b"Name\tWorth\n", "F.txt: has no column “Value”; it has Name, Worth"),
            (b"Name\tValue\na\t1\nb\n", "F.txt, line 3: has 1 fields, not 2"),
            (b"Name\tValue\r\na\t1\tx\r\n", "F.txt, line 2: has 3 fields, not 2"),
            (b"Name\tValue\r\na\t1\r\nb\t\xff\r\n", "F.txt, line 3: is not UTF-8 from byte 3 on"),
            (b"Name\tValue\na\t10\n", "F.txt, line 2: Value is “10”, not a number from 0 to 9"),
            (b"Name\tValue\n\na\tNaN\n", "F.txt, line 3: Value is “NaN”, not a number from 0 to 9"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), Err(expected.to_owned()));
        }
        let endless = [b"Name\tValue\n".as_slice(), &vec![b'x'; 2 << 20]].concat();
        assert_eq!(read(&endless), Err("F.txt, line 2: is longer than any line of a release".to_owned()));
    }
}

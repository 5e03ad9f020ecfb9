//! Reads the cells of a row, and collects what is wrong with them.

use std::fmt::Display;
use std::path::Path;

use super::columns::Columns;
use super::sheet::{Row, Sheet};
use crate::import::ImportError;

/// How many wrong cells an error names.
const NAMED: usize = 25;
/// How many are kept, to name the first of them.
const KEPT: usize = 10_000;

/// The wrong cells of a table.
pub struct Wrong<'a> {
    file: &'a Path,
    /// With their rows.
    all: Vec<(u32, String)>,
    more: usize,
}

impl<'a> Wrong<'a> {
    pub fn new(file: &'a Path) -> Self {
        Self { file, all: Vec::new(), more: 0 }
    }

    pub fn add(&mut self, row: u32, column: &str, message: impl Display) {
        match self.all.len() < KEPT {
            true => {
                let place =
                    if column.is_empty() { String::new() } else { format!(", column “{column}”") };
                self.all.push((row, format!("{}, row {row}{place}: {message}", self.file.display())));
            }
            false => self.more += 1,
        }
    }

    /// An error that names the first wrong cells, if there are any.
    pub fn none(mut self) -> Result<(), ImportError> {
        if self.all.is_empty() {
            return Ok(());
        }
        self.all.sort_by_key(|(row, _)| *row);
        let more = self.more + self.all.len().saturating_sub(NAMED);
        let mut lines: Vec<String> = self.all.into_iter().take(NAMED).map(|(_, line)| line).collect();
        lines.extend((more > 0).then(|| format!("… and {more} more")));
        Err(ImportError::Content(lines))
    }
}

pub struct Table {
    pub columns: Columns,
    pub sheet: Sheet,
}

impl Table {
    pub fn read(file: &Path) -> Result<Self, ImportError> {
        let sheet = Sheet::read(file)?;
        let columns = Columns::of(&sheet.header).map_err(|reason| ImportError::file(file, reason))?;
        Ok(Self { columns, sheet })
    }

    /// Reports values in columns without a name.
    pub fn check(&self, wrong: &mut Wrong<'_>) {
        for row in self.sheet.rows.iter().filter(|row| self.columns.is_beyond(row)) {
            wrong.add(row.number, "", "has a value in a column without a name. Name it in the first row");
        }
    }

    /// Reads every row.
    pub fn rows<T>(&self, wrong: &mut Wrong<'_>, mut read: impl FnMut(&mut Cells<'_, '_>) -> T) -> Vec<T> {
        let row = |row: &Row| read(&mut Cells { columns: &self.columns, row, wrong });
        self.sheet.rows.iter().map(row).collect()
    }
}

/// A row of a table.
pub struct Cells<'a, 'f> {
    pub columns: &'a Columns,
    row: &'a Row,
    wrong: &'a mut Wrong<'f>,
}

impl<'a> Cells<'a, '_> {
    pub fn number(&self) -> u32 {
        self.row.number
    }

    pub fn text(&self, column: &str) -> &'a str {
        self.columns.cell(self.row, column)
    }

    pub fn text_if_any(&self, column: &str) -> Option<&'a str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// None if the cell is blank or wrong.
    pub fn read<T>(&mut self, column: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let found = read(self.text_if_any(column)?);
        found.map_err(|message| self.wrong(column, message)).ok()
    }

    /// The lines of a cell that aren't blank.
    pub fn lines(&self, column: &str) -> Vec<String> {
        let lines = self.text(column).lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    pub fn wrong(&mut self, column: &str, message: impl Display) {
        self.wrong.add(self.row.number, column, message);
    }
}

/// The variant whose word or label a cell has. `choices` are pairs of word and label.
pub fn choice<T: std::str::FromStr>(
    choices: &[(&'static str, &'static str)],
    text: &str,
) -> Result<T, String> {
    let plain = text.to_lowercase().replace(['-', ' '], "_");
    let is_it = |(word, label): &&(&str, &str)| *word == plain || label.to_lowercase() == text.to_lowercase();
    let found = choices.iter().find(is_it).and_then(|(word, _)| word.parse().ok());
    found.ok_or_else(|| {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        format!("“{text}” is not one of: {}", words.join(", "))
    })
}

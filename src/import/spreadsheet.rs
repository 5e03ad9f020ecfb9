//! Reads xlsx files cell by cell, with limits against files that unpack to far more than any publication.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, XlsxError, open_workbook};

use super::{ImportError, unpacked};

/// The most bytes that a spreadsheet may unpack to. Its cells are read one by one; the wages of all states unpack to
/// 60 MB.
const LARGEST: u64 = 256 << 20;

/// The same for all but the cells, which is held in memory.
const TEXTS: u64 = 32 << 20;

const CELLS: &str = "xl/worksheets/";

/// The wages have 32.
const COLUMNS: usize = 256;

pub struct Spreadsheet<'a> {
    file: &'a Path,
    workbook: Xlsx<BufReader<File>>,
}

impl<'a> Spreadsheet<'a> {
    pub fn open(file: &'a Path) -> Result<Self, ImportError> {
        unpacked::check(file, LARGEST)?;
        unpacked::check_some(file, TEXTS, "its texts and formats unpack", |name| !name.starts_with(CELLS))?;
        let unreadable = |error: XlsxError| ImportError::file(file, error);
        Ok(Self { file, workbook: open_workbook(file).map_err(unreadable)? })
    }

    /// Messages will name another path than the one it was opened with.
    pub fn shown_as(self, file: &'a Path) -> Self {
        Self { file, ..self }
    }

    /// The names of its sheets.
    pub fn names(&self) -> Vec<String> {
        self.workbook.sheet_names()
    }

    /// Calls `each` with the rows of a sheet that have cells, by number from 0, until it returns false. An error names
    /// the sheet and row. Reads cells one by one: a single cell far from the others would make a table of the sheet as
    /// large as its distance.
    pub fn rows(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(u32, &[Data]) -> Result<bool, String>,
    ) -> Result<(), ImportError> {
        let file = self.file;
        let wrong = |row: u32, reason: String| {
            ImportError::file(file, format!("sheet “{sheet}”, row {}: {reason}", row + 1))
        };
        let unreadable = |error: XlsxError| ImportError::file(file, error);
        let mut reader = self.workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
        let (mut number, mut cells) = (0, Vec::new());
        while let Some(cell) = reader.next_cell().map_err(unreadable)? {
            let (row, column) = cell.get_position();
            if row != number && !cells.is_empty() {
                if !each(number, &cells).map_err(|reason| wrong(number, reason))? {
                    return Ok(());
                }
                cells.clear();
            }
            number = row;
            let column = column as usize;
            if column >= COLUMNS {
                return Err(wrong(row, format!("has more than {COLUMNS} columns")));
            }
            cells.resize(cells.len().max(column + 1), Data::Empty);
            cells[column] = cell.get_value().clone().into();
        }
        if !cells.is_empty() {
            each(number, &cells).map_err(|reason| wrong(number, reason))?;
        }
        Ok(())
    }
}

/// Without space at its ends.
pub fn text(cell: &Data) -> String {
    cell.to_string().trim().to_owned()
}

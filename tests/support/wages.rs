//! Wage tables as xlsx files.

use std::path::Path;

use rust_xlsxwriter::Workbook;

/// The columns: annual (`A_`) and hourly (`H_`) percentiles, and the number employed, which rows may leave out.
pub const HEADER: &str = "AREA_TITLE OCC_CODE O_GROUP MEAN_PRSE A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90 \
                      H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 TOT_EMP";

/// Writes an xlsx file. Spaces separate the cells of a row; numeric cells are stored as numbers.
pub fn xlsx(path: &Path, sheet: &str, rows: &[&str]) {
    let mut workbook = Workbook::new();
    let worksheet = workbook.add_worksheet().set_name(sheet).unwrap();
    for (number, row) in (0..).zip([&HEADER].into_iter().chain(rows)) {
        for (column, cell) in (0..).zip(row.split(' ')) {
            match cell.parse::<f64>() {
                Ok(value) => worksheet.write_number(number, column, value).unwrap(),
                Err(_) => worksheet.write_string(number, column, cell).unwrap(),
            };
        }
    }
    workbook.add_worksheet().set_name("Field Descriptions").unwrap();
    let descriptions = workbook.worksheet_from_index(1).unwrap();
    descriptions.write_string(0, 0, "May 2031 OEWS Estimates").unwrap();
    workbook.save(path).unwrap();
}

/// A row with plain numbers only.
pub const EXACT: &str = "U.S. 15-1252 detailed 0.6 10 25.5 50 75 90 1 2 3 4 5";

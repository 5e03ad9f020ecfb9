//! Wage tables as xlsx files.

use std::path::Path;

use rust_xlsxwriter::Workbook;

/// The columns: annual (`A_`) and hourly (`H_`) percentiles, the number employed, and how common the occupation is in the
/// place, which rows may leave out.
pub const HEADER: &str = "AREA_TITLE OCC_CODE O_GROUP MEAN_PRSE A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90 \
                      H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 TOT_EMP JOBS_1000 LOC_QUOTIENT";

/// Places by their titles, with their codes and types.
const AREAS: [(&str, &str, &str); 9] = [
    ("U.S.", "99", "1"),
    ("Alabama", "01", "2"),
    ("California", "06", "2"),
    ("Kansas", "20", "2"),
    ("Missouri", "29", "2"),
    ("Ohio", "39", "2"),
    ("Texas", "48", "2"),
    ("Guam", "66", "3"),
    ("Kansas City, MO-KS", "28140", "4"),
];

/// What a file says about its release: how it is named, and what `#` means.
#[derive(Clone, Copy)]
pub struct Described {
    pub title: &'static str,
    pub top: &'static str,
}

pub const DESCRIBED: Described = Described {
    title: "May 2031 OEWS Estimates",
    top: "# = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year",
};

/// Writes an xlsx file. Spaces separate the cells of a row, and `_` is a space in a cell; numeric cells are stored as
/// numbers. AREA and AREA_TYPE follow from the place.
pub fn xlsx(path: &Path, sheet: &str, rows: &[&str]) {
    described(path, sheet, rows, DESCRIBED);
}

pub fn described(path: &Path, sheet: &str, rows: &[&str], Described { title, top }: Described) {
    let mut workbook = Workbook::new();
    let worksheet = workbook.add_worksheet().set_name(sheet).unwrap();
    let area = |number: u32, row: &str| {
        let place = row.split(' ').next().unwrap().replace('_', " ");
        let found = AREAS.iter().find(|(title, ..)| *title == place).map(|(_, code, kind)| [*code, *kind]);
        if number == 0 { ["AREA", "AREA_TYPE"] } else { found.unwrap_or(["10180", "4"]) }
    };
    for (number, row) in (0..).zip([&HEADER].into_iter().chain(rows)) {
        let [code, kind] = area(number, row);
        worksheet.write_string(number, 0, code).unwrap();
        worksheet.write_string(number, 1, kind).unwrap();
        for (column, cell) in (2..).zip(row.split(' ')) {
            let text = if number == 0 { cell.to_owned() } else { cell.replace('_', " ") };
            match cell.parse::<f64>() {
                Ok(value) => worksheet.write_number(number, column, value).unwrap(),
                Err(_) => worksheet.write_string(number, column, text).unwrap(),
            };
        }
    }
    workbook.add_worksheet().set_name("Field Descriptions").unwrap();
    let descriptions = workbook.worksheet_from_index(1).unwrap();
    descriptions.write_string(0, 0, title).unwrap();
    descriptions.write_string(1, 0, top).unwrap();
    workbook.save(path).unwrap();
}

/// A row with plain numbers only.
pub const EXACT: &str = "U.S. 15-1252 detailed 0.6 10 25.5 50 75 90 1 2 3 4 5";

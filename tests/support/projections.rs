//! Tables of projections as xlsx files.

use std::path::Path;

use rust_xlsxwriter::{Workbook, Worksheet};

/// Writes an xlsx file. `|` separates the cells of a row; numeric cells are stored as numbers. The heads name the years.
pub fn xlsx(path: &Path, [from, to]: [u16; 2], occupations: &[&str], factors: &[&str]) {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Index").unwrap();
    let years = format!("{from}–{:02}", to % 100);
    let matrix = format!("{from} National Employment Matrix");
    let heads = format!(
        "{matrix} title|{matrix} code|Occupation type|Employment, {from}|Employment, {to}|Employment distribution, \
         percent, {from}|Employment change, numeric, {years}|Employment change, percent, {years}|Percent self \
         employed, {from}|Occupational openings, {years} annual average|Median annual wage, dollars, {from}[1]"
    );
    let table = workbook.add_worksheet().set_name("Table 1.2").unwrap();
    let title = format!("Table 1.2 Occupational projections, {years} (Employment in thousands)");
    write(table, &[&[title.as_str(), &heads], occupations, &["Footnotes:"]].concat());
    let heads = format!(
        "{matrix} occupation title|{matrix} occupation code|{matrix} industry title|{matrix} industry code|Factors \
         affecting occupational utilization"
    );
    let table = workbook.add_worksheet().set_name("Table 1.12").unwrap();
    write(table, &[&["Table 1.12 Factors", &heads], factors].concat());
    workbook.save(path).unwrap();
}

fn write(sheet: &mut Worksheet, rows: &[&str]) {
    for (number, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row.split('|')) {
            match cell.parse::<f64>() {
                Ok(value) => sheet.write_number(number, column, value).unwrap(),
                Err(_) => sheet.write_string(number, column, cell).unwrap(),
            };
        }
    }
}

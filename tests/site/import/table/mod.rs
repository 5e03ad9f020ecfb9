//! `metier import table`, from small tables of an invented country.

mod careers;
mod files;
mod pay;

use std::path::{Path, PathBuf};

use metier::import::ImportError;
use metier::import::table::{SourceArgs, TableArgs, TableReport, run};
use metier::models::snapshot::Snapshot;
use rust_xlsxwriter::Workbook;

use super::site::{Site, at};
use crate::support::date;

/// A table with a row for each line; `|` separates cells, and `/` lines within a cell.
fn csv(rows: &[&str]) -> String {
    let cell = |cell: &str| format!("\"{}\"", cell.replace(" / ", "\n").replace('"', "\"\""));
    let row = |row: &&str| row.split('|').map(cell).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(row).collect()
}

/// Writes the same as xlsx. Numeric cells are stored as numbers.
fn xlsx(path: &Path, rows: &[&str]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (number, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row.split('|')) {
            match cell.parse::<f64>() {
                Ok(value) => sheet.write_number(number, column, value).unwrap(),
                Err(_) => sheet.write_string(number, column, cell.replace(" / ", "\n")).unwrap(),
            };
        }
    }
    workbook.save(path).unwrap();
}

fn args(path: PathBuf) -> TableArgs {
    let source = SourceArgs {
        source: "Kite Office 2030".into(),
        source_url: Some("https://kites.example/".into()),
        license: Some("Free as the wind".into()),
        license_url: None,
        notice: Some("From the Kite Office.".into()),
        as_of: Some(date("2030-04-01")),
    };
    TableArgs { path, source, dry_run: false, quiet: true }
}

/// Runs an import; messages have no folders.
fn import_with(site: &Site, args: &TableArgs, day: u32) -> Result<TableReport, String> {
    let shorten =
        |error: ImportError| error.to_string().replace(&format!("{}/", site.folder.path().display()), "");
    run(&site.home.db, args, at(day)).map_err(shorten)
}

fn import(site: &Site, rows: &[&str], day: u32) -> Result<TableReport, String> {
    let path = site.folder.path().join("table.csv");
    std::fs::write(&path, csv(rows)).unwrap();
    import_with(site, &args(path), day)
}

/// The career with an occupation code.
fn career(site: &Site, code: &str) -> Snapshot {
    let of_code = |career: &Snapshot| career.profile.code.as_deref() == Some(code);
    site.entries().into_iter().find(of_code).unwrap()
}

const CAREERS: [&str; 3] = [
    "plural title|code|category|summary|responsibilities|qualifications|education|skills|related|alternate titles",
    "Kite nurses|2231|Care work|Kite nurses *mend* kites.|Mends kites / Calms kites|A steady hand|Bachelor|Sewing \
     (0.8) / Patience (0.5)|2232|Kite sister / Sail mender",
    "Kite managers n.e.c.|2232|Care work|They manage kites.|||||kite-nurse|",
];

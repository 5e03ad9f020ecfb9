//! Reading wages from an xlsx file, without a database.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use metier::import::oews::{FoundWages, Wages};
use metier::import::{ImportError, Progress};
use metier::profile::confidence::Evidence;
use metier::profile::money::{Bound, Figure, Period};
use metier::profile::pay::Range;
use metier::profile::{OnetCode, Pay};
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::date;
use crate::support::wages::{EXACT, HEADER, xlsx};

fn read(sheet: &str, rows: &[impl AsRef<str>]) -> Result<Wages, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wages.xlsx");
    xlsx(&path, sheet, &rows.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    let shorten = |error: ImportError| error.to_string().replace(&path.display().to_string(), "wages.xlsx");
    Wages::read(&path, Progress::Quiet).map_err(shorten)
}

fn only(wages: &Wages, soc: &str) -> Pay {
    match wages.find(&code(soc)) {
        FoundWages::Direct(surveyed) | FoundWages::Combined(surveyed) if surveyed.pay.len() == 1 => {
            surveyed.pay[0].clone()
        }
        other => panic!("{soc}: {other:?}"),
    }
}

fn code(soc: &str) -> OnetCode {
    OnetCode::written(soc).unwrap()
}

#[test]
fn percentiles_become_ranges() {
    let wages = read("national_M2030_dl", &[EXACT]).unwrap();
    assert_eq!(wages.source.slug.as_str(), "oews-2030-05");
    let pay = only(&wages, "15-1252");
    let [total, low, high] = [5_000, 2_550, 7_500].map(|amount| Some(Figure::exact(amount)));
    assert_eq!((pay.place.as_str(), pay.period, pay.total), ("United States", Period::Year, total));
    assert_eq!(pay.likely, Some(Range { low, high, percentiles: Some((25, 75)) }));
    assert_eq!(pay.possible.unwrap().percentiles, Some((10, 90)));
    assert_eq!(pay.evidence, Some(Evidence::Survey { relative_standard_error: 0.6 }));
    assert_eq!(pay.as_of, date("2030-05-01"));
}

#[test]
fn a_top_code_becomes_a_lower_bound() {
    let rows = ["U.S. 29-1243 detailed * 100 # # # # 50 # # # #"];
    let pay = only(&read("national_M2030_dl", &rows).unwrap(), "29-1243");
    let top = Figure { amount: 23_920_000, bound: Bound::AtLeast };
    assert_eq!(pay.total, Some(top));
    assert_eq!(pay.likely, Some(Range { low: Some(top), high: None, percentiles: None }));
    assert_eq!(pay.possible.unwrap().high, Some(top));
    assert_eq!(pay.evidence, None);
}

#[test]
fn hourly_figures_are_used_where_annual_ones_are_missing() {
    let rows = ["U.S. 27-2011 detailed 15.9 * * * * * 14 16.94 23.33 41.09 #"];
    let pay = only(&read("national_M2030_dl", &rows).unwrap(), "27-2011");
    assert_eq!((pay.period, pay.total), (Period::Hour, Some(Figure::exact(2_333))));
    assert_eq!(pay.possible.unwrap().high, Some(Figure { amount: 11_500, bound: Bound::AtLeast }));
}

#[test]
fn codes_are_found_directly_combined_or_not_at_all() {
    let rows = [
        "U.S. 13-2020 detailed 1 1 2 3 4 5 1 2 3 4 5",
        "U.S. 21-1011 broad 1 9 9 9 9 9 9 9 9 9 9",
        "U.S. 21-1011 detailed 1 1 2 3 4 5 1 2 3 4 5",
        "U.S. 15-2021 detailed * * * * ** ~ * * * * *",
    ];
    let wages = read("national_M2030_dl", &rows).unwrap();
    assert!(matches!(wages.find(&code("13-2023")), FoundWages::Combined(_)));
    assert_eq!(only(&wages, "21-1011").total, Some(Figure::exact(300)), "not the broad group");
    assert!(matches!(wages.find(&code("15-2021")), FoundWages::Direct(surveyed) if surveyed.pay.is_empty()));
    assert_eq!(wages.find(&code("55-1011")), FoundWages::NoRow);
}

#[test]
fn figures_for_several_occupations_name_the_others() {
    let row = |place: &str, count: &str| format!("{} {count}", EXACT.replace("U.S.", place));
    let rows = [row("Ohio", "57000"), row("U.S.", "1654440"), row("Guam", "**")];
    let combined = format!("{} 9000", EXACT.replace("15-1252", "29-2010"));
    let wages = read("all_M2030_dl", &[&rows[..], &[combined]].concat()).unwrap();
    let titles = |soc: &str| match soc {
        "15-1252" => Some("Developer"),
        "29-2011" => Some("Technologist"),
        "29-2012" => Some("Technician"),
        _ => None,
    };
    let found = |code: &str| {
        let code = code.parse().unwrap();
        let (pay, employed) = wages.find(&code).of(&code, titles);
        let employed = employed.into_iter().map(|one| (one.place, one.count, one.counted_with));
        (pay.into_iter().next().and_then(|pay| pay.counted_with), employed.collect::<Vec<_>>())
    };
    let of = |place: &str, count, with: Option<&str>| (place.to_owned(), count, with.map(str::to_owned));
    let (nation, ohio) = (of("United States", 1_654_440, None), of("Ohio", 57_000, None));
    assert_eq!(found("15-1252.00"), (None, vec![nation, ohio]));
    let with = Some("Developer");
    let (nation, ohio) = (of("United States", 1_654_440, with), of("Ohio", 57_000, with));
    assert_eq!(found("15-1252.01"), (with.map(str::to_owned), vec![nation, ohio]), "a part of it");
    let with = Some("Technologist");
    assert_eq!(found("29-2012.00"), (with.map(str::to_owned), vec![of("United States", 9_000, with)]));
    assert_eq!(found("55-1011.00"), (None, vec![]));
}

#[test]
fn the_nation_comes_before_other_places() {
    let row = |place: &str| EXACT.replace("U.S.", place);
    let rows = [row("Ohio"), row("Alabama"), row("U.S.")];
    let wages = read("all_M2030_dl", &rows).unwrap();
    let FoundWages::Direct(surveyed) = wages.find(&code("15-1252")) else { panic!() };
    let places: Vec<&str> = surveyed.pay.iter().map(|pay| pay.place.as_str()).collect();
    assert_eq!(places, ["United States", "Alabama", "Ohio"]);
    let wrong = read("all_M2030_dl", &[EXACT, EXACT]).unwrap_err();
    assert_eq!(wrong, "wages.xlsx: sheet “all_M2030_dl”, row 3: 15-1252 appears twice for United States");
}

#[test]
fn the_release_is_read_from_the_sheet_name_or_the_descriptions() {
    assert_eq!(read("Wages", &[EXACT]).unwrap().source.slug.as_str(), "oews-2031-05");
}

#[test]
fn an_invalid_cell_is_named_with_sheet_and_row() {
    let rows = [EXACT, "U.S. 15-1253 detailed 0.6 10 25 fifty 75 90 1 2 3 4 5"];
    let expected = "wages.xlsx: sheet “national_M2030_dl”, row 3: A_MEDIAN is “fifty”, neither a number nor one of * ** ~ #";
    assert_eq!(read("national_M2030_dl", &rows).unwrap_err(), expected);
    let error = Wages::read(Path::new("/nowhere.xlsx"), Progress::Quiet).unwrap_err().to_string();
    assert!(error.starts_with("/nowhere.xlsx: "), "{error}");
}

#[test]
fn a_cell_far_from_the_others_costs_little() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wages.xlsx");
    let read_with = |row, column| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("national_M2030_dl").unwrap();
        for (column, name) in (0..).zip(HEADER.split(' ')) {
            sheet.write_string(0, column, name).unwrap();
        }
        sheet.write_string(row, column, "far").unwrap();
        workbook.save(&path).unwrap();
        Wages::read(&path, Progress::Quiet).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(read_with(1_048_575, 3), Ok(()));
    let wide = read_with(1_048_575, 16_383).unwrap_err();
    assert!(wide.ends_with("sheet “national_M2030_dl”, row 1048576: has more than 256 columns"), "{wide}");
}

/// The texts of cells are in a file of their own, which is read as a whole.
#[test]
fn a_small_file_that_unpacks_to_many_texts_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wages.xlsx");
    let read_with = |name: &str| {
        xlsx(&path, "national_M2030_dl", &[EXACT]);
        let file = File::options().read(true).write(true).open(&path).unwrap();
        let mut archive = ZipWriter::new_append(file).unwrap();
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        io::copy(&mut io::repeat(b' ').take(33 << 20), &mut archive).unwrap();
        archive.finish().unwrap();
        assert!(path.metadata().unwrap().len() < 1 << 20, "it is small on disk");
        Wages::read(&path, Progress::Quiet).map(drop).map_err(|error| error.to_string())
    };
    let refused = read_with("xl/more-texts.xml").unwrap_err();
    let expected = ": its texts and formats unpack to more than 32 MiB, so it wasn’t read";
    assert!(refused.ends_with(expected), "{refused}");
    assert_eq!(read_with("xl/worksheets/sheet9.xml"), Ok(()), "cells are read one by one");
}

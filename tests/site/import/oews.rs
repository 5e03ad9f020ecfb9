//! Reading wages from an xlsx file, without a database.

use std::fs::File;
use std::io::{self, Read, Write};

use metier::import::oews::{Surveyed, Wages};
use metier::import::{ImportError, Progress};
use metier::models::place_release::{NewPay, PlaceRelease};
use metier::profile::confidence::Evidence;
use metier::profile::money::{Bound, Figure, Period};
use metier::profile::pay::Range;
use metier::profile::{OnetCode, Pay, PlaceKind};
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::date;
use crate::support::wages::{DESCRIBED, Described, EXACT, HEADER, described, xlsx};

fn read(sheet: &str, rows: &[impl AsRef<str>]) -> Result<Wages, String> {
    read_as(sheet, rows, DESCRIBED)
}

fn read_as(sheet: &str, rows: &[impl AsRef<str>], about: Described) -> Result<Wages, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wages.xlsx");
    described(&path, sheet, &rows.iter().map(AsRef::as_ref).collect::<Vec<_>>(), about);
    let shorten = |error: ImportError| error.to_string().replace(&path.display().to_string(), "wages.xlsx");
    Wages::read(&[&path], Progress::Quiet).map_err(shorten)
}

fn surveyed(wages: &Wages, soc: &str) -> Option<Surveyed> {
    wages.in_nation(&OnetCode::written(soc).unwrap(), |_| None)
}

fn only(wages: &Wages, soc: &str) -> Pay {
    surveyed(wages, soc).unwrap().pay.unwrap()
}

fn place<'a>(wages: &'a Wages, name: &str) -> &'a PlaceRelease {
    wages.places.iter().find(|release| release.place.name == name).unwrap()
}

fn row<'a>(wages: &'a Wages, name: &str, soc: &str) -> &'a NewPay {
    place(wages, name).rows.iter().find(|row| row.occupation == soc).unwrap()
}

#[test]
fn percentiles_become_ranges() {
    let wages = read("national_M2030_dl", &[EXACT]).unwrap();
    assert_eq!(wages.sources()[0].slug.as_str(), "oews-2030-05");
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
fn the_top_code_is_the_one_that_the_file_describes() {
    let rows = ["U.S. 29-1243 detailed * 100 200 300 # 250000 50 60 70 # #"];
    let old = Described {
        top: "# = a wage equal to or greater than $100.00 per hour or $208,000 per year",
        ..DESCRIBED
    };
    let pay = only(&read_as("national_M2019_dl", &rows, old).unwrap(), "29-1243");
    let high = pay.likely.unwrap().high.unwrap();
    assert_eq!((high.amount, high.bound), (20_800_000, Bound::AtLeast));
    let above = pay.possible.unwrap().high;
    assert_eq!(above, Some(Figure::exact(25_000_000)), "a number beside a bound is a number");
    let silent = Described { top: "", ..DESCRIBED };
    let wrong = read_as("national_M2030_dl", &rows, silent).unwrap_err();
    let expected =
        "row 2: A_PCT75 is “#”, but the sheet “Field Descriptions” doesn’t say which amount that is";
    assert!(wrong.ends_with(expected), "{wrong}");
}

#[test]
fn hourly_figures_are_used_where_annual_ones_are_missing() {
    let rows = ["U.S. 27-2011 detailed 15.9 * * * * * 14 16.94 23.33 41.09 #"];
    let pay = only(&read("national_M2030_dl", &rows).unwrap(), "27-2011");
    assert_eq!((pay.period, pay.total), (Period::Hour, Some(Figure::exact(2_333))));
    assert_eq!(pay.possible.unwrap().high, Some(Figure { amount: 11_500, bound: Bound::AtLeast }));
}

#[test]
fn a_combined_code_counts_for_its_parts_that_have_no_figures() {
    let rows = [
        "U.S. 13-2020 detailed 1 1 2 3 4 5 1 2 3 4 5",
        "U.S. 13-2022 detailed 1 2 3 4 5 6 1 2 3 4 5",
        "U.S. 21-1011 broad 1 9 9 9 9 9 9 9 9 9 9",
        "U.S. 21-1011 detailed 1 1 2 3 4 5 1 2 3 4 5",
        "U.S. 15-2021 detailed * * * * ** ~ * * * * *",
    ];
    let wages = read("national_M2030_dl", &rows).unwrap();
    let combined = |soc: &str| row(&wages, "United States", soc).combined.as_deref();
    assert_eq!((combined("13-2023"), combined("13-2022")), (Some("13-2020"), None));
    assert_eq!(only(&wages, "21-1011").total, Some(Figure::exact(300)), "not the broad group");
    assert!(surveyed(&wages, "15-2021").unwrap().pay.is_none());
    assert_eq!(surveyed(&wages, "55-1011"), None);
    let file = &wages.report.files[0];
    assert_eq!((file.tally.rows, file.tally.groups, file.imported), (5, 1, 4));
}

#[test]
fn figures_for_several_occupations_name_the_others() {
    let rows = [
        format!("{EXACT} 1654440"),
        format!("{} 9000", EXACT.replace("15-1252", "29-2010")),
        format!("{} **", EXACT.replace("15-1252", "11-1011")),
    ];
    let wages = read("national_M2030_dl", &rows).unwrap();
    let titles = |soc: &str| match soc {
        "15-1252" => Some("Developer"),
        "29-2011" => Some("Technologist"),
        "29-2012" => Some("Technician"),
        _ => None,
    };
    let found = |code: &str| {
        let found = wages.in_nation(&code.parse().unwrap(), titles).unwrap();
        let employed = found.employed.map(|one| (one.place, one.count, one.counted_with));
        (found.pay.unwrap().counted_with, employed)
    };
    let of = |count, with: Option<&str>| Some(("United States".to_owned(), count, with.map(str::to_owned)));
    assert_eq!(found("15-1252.00"), (None, of(1_654_440, None)));
    let with = Some("Developer");
    assert_eq!(found("15-1252.01"), (with.map(str::to_owned), of(1_654_440, with)), "a part of it");
    let with = Some("Technologist");
    assert_eq!(found("29-2012.00"), (with.map(str::to_owned), of(9_000, with)));
    assert_eq!(found("11-1011.00"), (None, None), "a wage without employment");
}

#[test]
fn each_place_has_figures_of_its_own() {
    let in_place = |place: &str, more: &str| format!("{}{more}", EXACT.replace("U.S.", place));
    let rows = [
        in_place("Ohio", " 57000 1.2 0.8"),
        in_place("U.S.", " 1000000"),
        in_place("Kansas_City,_MO-KS", " ** ** **"),
        "Guam 15-1252 detailed * * * * * * * * * * * 40 0.5 0.4".to_owned(),
        "Ohio 00-0000 total 0.1 1 2 3 4 5 1 2 3 4 5 5500000 1000 1".to_owned(),
    ];
    let wages = read("all_M2030_dl", &rows).unwrap();
    let ohio = &row(&wages, "Ohio", "15-1252").figures;
    assert_eq!(
        (ohio.employed, ohio.jobs_per_1000, ohio.location_quotient),
        (Some(57_000), Some(1.2), Some(0.8))
    );
    let metro = place(&wages, "Kansas City, MO-KS");
    assert_eq!((metro.place.kind, metro.place.abbreviation.as_deref()), (PlaceKind::Metro, Some("MO")));
    for name in ["kansas city", "kansas city mo", "kansas city ks"] {
        assert!(metro.place.names.contains(&name.to_owned()), "{name} of {:?}", metro.place.names);
    }
    assert_eq!(metro.rows[0].figures.employed, None);
    assert!(metro.rows[0].figures.has_pay(), "a wage without employment");
    let guam = &row(&wages, "Guam", "15-1252").figures;
    assert_eq!((guam.has_pay(), guam.employed), (false, Some(40)), "employment without a wage");
    let report = &wages.report;
    assert_eq!((report.both, report.only_pay, report.only_employed, report.neither), (2, 1, 1, 0));
    let twice = read("all_M2030_dl", &[EXACT, EXACT]).unwrap_err();
    assert_eq!(twice, "wages.xlsx: sheet “all_M2030_dl”, row 3: 15-1252 appears twice for United States");
}

/// In a folder, as the Bureau offers it, with a description of the columns beside it.
#[test]
fn files_may_come_in_any_order_and_in_a_zip() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    xlsx(&path("national_M2030_dl.xlsx"), "national_M2030_dl", &[EXACT]);
    xlsx(&path("state_M2030_dl.xlsx"), "state_M2030_dl", &[&EXACT.replace("U.S.", "Ohio")]);
    let zip = path("oesm30st.zip");
    let mut writer = ZipWriter::new(File::create(&zip).unwrap());
    for name in ["state_M2030_dl.xlsx", "file_descriptions.xlsx"] {
        writer.start_file(format!("oesm30st/{name}"), SimpleFileOptions::default()).unwrap();
        writer.write_all(&std::fs::read(path("state_M2030_dl.xlsx")).unwrap()).unwrap();
    }
    writer.finish().unwrap();
    let nation = path("national_M2030_dl.xlsx");
    for order in [[&zip, &nation], [&nation, &zip]] {
        let wages = Wages::read(&order, Progress::Quiet).unwrap();
        let names: Vec<&str> = wages.places.iter().map(|release| release.place.name.as_str()).collect();
        assert_eq!(names, ["Ohio", "United States"]);
        assert!(wages.has_nation());
    }
    let state = path("state_M2030_dl.xlsx");
    assert!(Wages::read(&[&zip, &state], Progress::Quiet).is_ok(), "the same figures twice");
    xlsx(&state, "state_M2030_dl", &["Ohio 15-1252 detailed 0.6 11 25.5 50 75 90 1 2 3 4 5"]);
    let other = Wages::read(&[&zip, &state], Progress::Quiet).unwrap_err().to_string();
    assert!(other.ends_with("row 2: 15-1252 has other figures for Ohio in another file"), "{other}");
    std::fs::write(&state, "not a spreadsheet").unwrap();
    let wrong = Wages::read(&[&state], Progress::Quiet).unwrap_err().to_string();
    assert!(wrong.contains("is neither an xlsx file nor a zip of them"), "{wrong}");
}

#[test]
fn the_newest_release_of_the_nation_is_the_headline() {
    let folder = tempfile::tempdir().unwrap();
    let paths = [2029, 2031, 2030].map(|year| {
        let path = folder.path().join(format!("{year}.xlsx"));
        xlsx(&path, &format!("national_M{year}_dl"), &[EXACT]);
        path
    });
    let wages = Wages::read(&paths, Progress::Quiet).unwrap();
    assert_eq!(only(&wages, "15-1252").as_of, date("2031-05-01"));
    assert_eq!((wages.places.len(), wages.sources().len()), (3, 3));
}

#[test]
fn the_release_is_read_from_the_sheet_name_or_the_descriptions() {
    assert_eq!(read("Wages", &[EXACT]).unwrap().sources()[0].slug.as_str(), "oews-2031-05");
}

#[test]
fn an_invalid_cell_is_named_with_sheet_and_row() {
    let rows = [EXACT, "U.S. 15-1253 detailed 0.6 10 25 fifty 75 90 1 2 3 4 5"];
    let expected = "wages.xlsx: sheet “national_M2030_dl”, row 3: A_MEDIAN is “fifty”, neither a number nor one of * ** ~ #";
    assert_eq!(read("national_M2030_dl", &rows).unwrap_err(), expected);
    let error = Wages::read(&["/nowhere.xlsx"], Progress::Quiet).unwrap_err().to_string();
    assert!(error.starts_with("/nowhere.xlsx: "), "{error}");
}

#[test]
fn a_cell_far_from_the_others_costs_little() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wages.xlsx");
    let read_with = |row, column| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("national_M2030_dl").unwrap();
        let header = format!("AREA AREA_TYPE {HEADER}");
        for (column, name) in (0..).zip(header.split(' ').filter(|name| !name.is_empty())) {
            sheet.write_string(0, column, name).unwrap();
        }
        sheet.write_string(row, column, "far").unwrap();
        workbook.save(&path).unwrap();
        Wages::read(&[&path], Progress::Quiet).map(drop).map_err(|error| error.to_string())
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
        Wages::read(&[&path], Progress::Quiet).map(drop).map_err(|error| error.to_string())
    };
    let refused = read_with("xl/more-texts.xml").unwrap_err();
    let expected = ": its texts and formats unpack to more than 32 MiB, so it wasn’t read";
    assert!(refused.ends_with(expected), "{refused}");
    assert_eq!(read_with("xl/worksheets/sheet9.xml"), Ok(()), "cells are read one by one");
}

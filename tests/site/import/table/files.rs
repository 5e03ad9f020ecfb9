//! Files of all kinds, and the source on the command line.

use super::{CAREERS, args, career, csv, import, import_with, xlsx};
use crate::import::site::Site;
use crate::support::commands::succeed;
use crate::support::{TestDb, metier};

on_both!(a_spreadsheet_says_the_same_as_a_csv_file);
fn a_spreadsheet_says_the_same_as_a_csv_file(db: TestDb) {
    let site = Site::on(db);
    let path = site.folder.path().join("careers.xlsx");
    xlsx(&path, &CAREERS);
    let report = import_with(&site, &args(path), 1).unwrap();
    assert_eq!(report.done.new.len(), 2, "{report}");
    assert_eq!(career(&site, "2231").profile.responsibilities.len(), 2);
    assert_eq!(import(&site, &CAREERS, 2).unwrap().done.unchanged, 2);
    let path = site.folder.path().join("pay.xlsx");
    xlsx(&path, &["code|place|kind of place|currency|median|note", "2231|Kiteland|country|GBP|30000|"]);
    import_with(&site, &args(path), 3).unwrap();
    assert_eq!(career(&site, "2231").profile.pay.len(), 1);
}

on_both!(a_file_that_is_no_table_is_refused);
fn a_file_that_is_no_table_is_refused(db: TestDb) {
    let site = Site::on(db);
    for (rows, expected) in [
        (&[][..], "is empty"),
        (&["title|summary"], "has a header, but no rows below it"),
        (
            &["title|salary", "a|b"],
            "has an unknown column “salary”. A table of careers has the columns: title, ",
        ),
        (&["one|two", "a|b"], "is neither of the two tables. A table of careers has the columns: title, "),
    ] {
        let error = import(&site, rows, 1).unwrap_err();
        assert!(error.starts_with(&format!("table.csv: {expected}")), "{error}");
    }
    let missing = import_with(&site, &args(site.folder.path().join("none.csv")), 1).unwrap_err();
    assert!(missing.starts_with("none.csv: "), "{missing}");
    assert_eq!(site.entries(), []);
}

on_both!(a_wrong_source_is_named_by_its_flags);
fn a_wrong_source_is_named_by_its_flags(db: TestDb) {
    let site = Site::on(db);
    let path = site.folder.path().join("table.csv");
    std::fs::write(&path, csv(&CAREERS)).unwrap();
    let mut wrong = args(path.clone());
    (wrong.source.source, wrong.source.source_url) = (" ".into(), Some("kites.example".into()));
    wrong.source.as_of = "2032-01-01".parse().ok();
    let expected = "\
--source: Fill this in
--source-url: Enter an address like https://example.org
--as-of: 2032-01-01 is in the future";
    assert_eq!(import_with(&site, &wrong, 1).unwrap_err(), expected);
    let mut undated = args(path);
    undated.source.as_of = None;
    assert!(import_with(&site, &undated, 1).unwrap_err().starts_with("--as-of: say when"));
    assert_eq!(site.entries(), []);
}

on_both!(the_command_imports_and_reports);
fn the_command_imports_and_reports(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("careers.csv");
    std::fs::write(&path, csv(&CAREERS)).unwrap();
    let arguments = ["import", "table", "--quiet", "--source", "Kite Office", "--as-of", "2020-02"];
    let report = succeed(metier(&db).args(arguments).arg(&path));
    assert!(report.starts_with("Kite Office: 2 careers\n       2 new\n"), "{report}");
}

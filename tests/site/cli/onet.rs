//! `metier import onet`.

use std::process::Output;

use crate::import::site::unpack;
use crate::support::release::{Files, old_names, with};
use crate::support::{TestDb, metier, stored};

/// Imports a release from a folder of files.
fn import(db: &TestDb, files: &Files, more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let release = folder.path().join("db_88_1_text");
    unpack(&release, files);
    metier(db).args(["import", "onet"]).arg(release).args(more).output().unwrap()
}

/// The printed report, without the time it took.
#[track_caller]
fn report(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8_lossy(&output.stdout);
    let (report, took) = printed.trim_end().rsplit_once('\n').unwrap();
    assert!(took.starts_with("Took ") && took.ends_with(" s"), "{took}");
    report.to_owned()
}

const REPORT: &str = "\
O*NET 88.1 Database: 4 careers
       4 new
       0 updated
       0 unchanged
Tasks: 5 read, 4 imported
       1 repeat another task of the same career
With their code in the slug, because another career has the plain slug:
  47-1111.00 Kite Flyer (/careers/kite-flyer-47-1111)";

on_both!(an_import_prints_what_it_did);
fn an_import_prints_what_it_did(db: TestDb) {
    let output = import(&db, &old_names(), &[]);
    assert_eq!(report(&output), REPORT);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Reading Task Statements.txt"), "{said}");
    assert_eq!(stored(&db.db).len(), 4);
    let again = import(&db, &old_names(), &["--quiet"]);
    assert!(report(&again).contains("\n       0 new\n       0 updated\n       4 unchanged\n"));
    assert_eq!(again.stderr, b"", "--quiet shows no progress");
}

on_both!(a_dry_run_writes_nothing);
fn a_dry_run_writes_nothing(db: TestDb) {
    let output = import(&db, &old_names(), &["--dry-run"]);
    assert_eq!(report(&output), format!("Dry run: nothing was written.\n{REPORT}"));
    assert_eq!(stored(&db.db), []);
}

on_both!(a_broken_file_is_named_with_its_line_and_nothing_is_written);
fn a_broken_file_is_named_with_its_line_and_nothing_is_written(db: TestDb) {
    let broken = with(old_names(), "Skills.txt", "|4.12|8", "|5.12|8");
    let output = import(&db, &broken, &["--quiet"]);
    assert!(!output.status.success());
    assert_eq!(output.stdout, b"");
    let said = String::from_utf8(output.stderr).unwrap();
    let expected = "/db_88_1_text/Skills.txt, line 2: Data Value is “5.12”, not a number from 1 to 5\n";
    assert!(said.starts_with("metier: ") && said.ends_with(expected), "{said}");
    assert_eq!(stored(&db.db), []);
}

//! Faults in the files of a release are reported, and nothing is written.

use std::fs;

use super::site::Site;
use crate::support::TestDb;
use crate::support::release::{Files, old_names, with};

fn refused(site: &Site, files: Files) -> String {
    let error = site.import(&site.unpacked(&files), 1).unwrap_err();
    assert!(site.entries().is_empty());
    error.replace("db_77_7_text/", "")
}

on_both!(errors_name_the_file_and_the_line);
fn errors_name_the_file_and_the_line(db: TestDb) {
    let site = Site::on(db);
    let (skills, tasks, zones) = ("Skills.txt", "Task Statements.txt", "Job Zones.txt");
    let (occupations, shares) = ("Occupation Data.txt", "Education, Training, and Experience.txt");
    let levels = "Education, Training, and Experience Categories.txt";
    for (name, from, to, expected) in [
        (skills, "|4.12|8", "|n/a|8", ", line 2: Data Value is “n/a”, not a number from 1 to 5"),
        (skills, "|4.12|8", "|4.12", ", line 2: has 12 fields, not 13"),
        (skills, "08/2023|A", "13/2023|A", ", line 2: Date is “13/2023”, not a month such as 08/2023"),
        (tasks, "9999.01|5", "9999.1|5", ", line 6: “11-9999.1” is not an O*NET-SOC code such as 15-1252.00"),
        (tasks, "Supplemental", "Minor", ", line 2: Task Type is “Minor”, not Core or Supplemental"),
        (occupations, "11-9999.01|", "11-9999.00|", ", line 3: 11-9999.00 appears twice"),
        (shares, "|RW|1|", "|RW|12|", ", line 4: Category is “12”, not a whole number from 1 to 11"),
        (shares, "|RL|2|", "|RL|13|", ", line 2: Category is 13, which isn’t in the file of categories"),
        (levels, "Bachelor's", "Wizard's", ", line 2: “Wizard's Degree” isn’t a known level of education"),
        (
            zones,
            "Job Zone|",
            "Zone|",
            ": has no column “Job Zone”; it has O*NET-SOC Code, Zone, Date, Domain Source",
        ),
    ] {
        assert_eq!(refused(&site, with(old_names(), name, from, to)), format!("{name}{expected}"));
    }
}

on_both!(a_missing_file_is_named);
fn a_missing_file_is_named(db: TestDb) {
    let site = Site::on(db);
    for missing in ["Occupation Data.txt", "Task Statements.txt"] {
        let files = old_names().into_iter().filter(|(name, _)| *name != missing).collect();
        let error = refused(&site, files);
        assert_eq!(error, format!("db_77_7_text: has no “{missing}”, which every release needs"));
    }
    assert!(site.import(&site.args("nowhere"), 1).unwrap_err().starts_with("nowhere: "));
    fs::write(site.folder.path().join("text.zip"), "no zip").unwrap();
    let error = site.import(&site.args("text.zip"), 1).unwrap_err();
    assert!(error.starts_with("text.zip: isn’t a readable zip: "), "{error}");
}

on_both!(every_problem_of_every_career_is_listed);
fn every_problem_of_every_career_is_listed(db: TestDb) {
    let site = Site::on(db);
    let long = "long ".repeat(70);
    let files = with(old_names(), "Occupation Data.txt", "Kite Managers", &format!("Kite {long}Managers"));
    let files = with(files, "Task Statements.txt", "Hold the string.", &"x".repeat(2_001));
    let error = refused(&site, files);
    let lines: Vec<&str> = error.lines().collect();
    assert!(
        lines[0].starts_with("11-9999.00: title: Shorten this to 300 characters; it has 36")
            && lines.len() == 2,
        "{error}"
    );
    assert_eq!(lines[1], "11-9999.01: responsibilities[0]: Shorten this to 2000 characters; it has 2001");
}

on_both!(rows_of_unknown_occupations_are_counted);
fn rows_of_unknown_occupations_are_counted(db: TestDb) {
    let site = Site::on(db);
    let files = with(old_names(), "Task Statements.txt", "11-9999.01|5", "11-8888.00|5");
    let report = site.import(&site.unpacked(&files), 1).unwrap();
    assert_eq!((report.tasks.read, report.tasks.imported, report.tasks.astray), (5, 3, 1));
    assert!(report.to_string().contains("skipped rows of Task Statements.txt for occupations"), "{report}");
}

on_both!(a_path_outside_the_archive_is_refused);
fn a_path_outside_the_archive_is_refused(db: TestDb) {
    let site = Site::on(db);
    for evil in ["../evil.txt", "db/../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt"] {
        let mut files: Vec<(&str, String)> = old_names();
        files.push((evil, "x".into()));
        let error = site.import(&site.zipped(&files, ""), 1).unwrap_err();
        assert_eq!(error, format!("release.zip: contains “{evil}”, which leads outside its folder"));
    }
    let twice = [old_names(), vec![("other/Skills.txt", String::new())]].concat();
    let error = site.import(&site.zipped(&twice, ""), 1).unwrap_err();
    assert!(error.contains("contains “Skills.txt” twice"), "{error}");
}

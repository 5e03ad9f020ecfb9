//! What is wrong with files, and that nothing is written then.

use super::fixture::{Files, Site, old_names, with};
use crate::import::Progress;
use crate::import::onet::{Limits, Read};

fn refused(files: Files) -> String {
    let site = Site::new();
    let error = site.import(&site.unpacked(&files), 1).unwrap_err();
    assert!(site.entries().is_empty());
    error.replace("db_77_7_text/", "")
}

#[test]
fn the_file_and_the_line_are_named() {
    let skills = "Skills.txt";
    let shares = "Education, Training, and Experience.txt";
    for (name, from, to, expected) in [
        (skills, "|4.12|8", "|5.12|8", "Skills.txt, line 2: Data Value is “5.12”, not a number from 1 to 5"),
        (skills, "|4.12|8", "|n/a|8", "Skills.txt, line 2: Data Value is “n/a”, not a number from 1 to 5"),
        (skills, "|4.12|8", "|4.12", "Skills.txt, line 2: has 12 fields, not 13"),
        (
            skills,
            "08/2023|A",
            "13/2023|A",
            "Skills.txt, line 2: Date is “13/2023”, not a month such as 08/2023",
        ),
        (
            "Task Statements.txt",
            "11-9999.01|5",
            "11-9999.1|5",
            "Task Statements.txt, line 6: “11-9999.1” is not an O*NET-SOC code such as 15-1252.00",
        ),
        (
            "Task Statements.txt",
            "Supplemental",
            "Minor",
            "Task Statements.txt, line 2: Task Type is “Minor”, not Core or Supplemental",
        ),
        (
            "Occupation Data.txt",
            "11-9999.01|",
            "11-9999.00|",
            "Occupation Data.txt, line 3: 11-9999.00 is there already",
        ),
        (
            shares,
            "|RW|1|",
            "|RW|12|",
            "Education, Training, and Experience.txt, line 4: Category is “12”, not a whole number from 1 to 11",
        ),
        (
            shares,
            "|RL|2|",
            "|RL|13|",
            "Education, Training, and Experience.txt, line 2: Category is 13, which no file of categories explains",
        ),
        (
            "Education, Training, and Experience Categories.txt",
            "Bachelor's",
            "Wizard's",
            "Education, Training, and Experience Categories.txt, line 2: “Wizard's Degree” is no known level of education",
        ),
        (
            "Job Zones.txt",
            "Job Zone|",
            "Zone|",
            "Job Zones.txt: has no column “Job Zone”; it has O*NET-SOC Code, Zone, Date, Domain Source",
        ),
    ] {
        assert_eq!(refused(with(old_names(), name, from, to)), expected);
    }
}

#[test]
fn a_missing_file_is_named() {
    for missing in ["Occupation Data.txt", "Task Statements.txt"] {
        let files = old_names().into_iter().filter(|(name, _)| *name != missing).collect();
        let error = refused(files);
        assert_eq!(error, format!("db_77_7_text: holds no “{missing}”, which a release can’t be without"));
    }
    let site = Site::new();
    assert!(site.import(&site.args("nowhere"), 1).unwrap_err().starts_with("nowhere: "));
    std::fs::write(site.folder.path().join("text.zip"), "no zip").unwrap();
    let error = site.import(&site.args("text.zip"), 1).unwrap_err();
    assert!(error.starts_with("text.zip: can’t be read as a zip: "), "{error}");
}

#[test]
fn every_problem_of_every_career_is_listed() {
    let long = "long ".repeat(70);
    let files = with(old_names(), "Occupation Data.txt", "Kite Managers", &format!("Kite {long}Managers"));
    let files = with(files, "Task Statements.txt", "Hold the string.", &"x".repeat(2_001));
    let error = refused(files);
    let lines: Vec<&str> = error.lines().collect();
    assert!(lines[0].starts_with("11-9999.00: title: has 36") && lines.len() == 2, "{error}");
    assert_eq!(lines[1], "11-9999.01: responsibilities[0]: has 2001 characters, more than 2000");
}

#[test]
fn rows_of_unknown_occupations_are_counted() {
    let site = Site::new();
    let files = with(old_names(), "Task Statements.txt", "11-9999.01|5", "11-8888.00|5");
    let report = site.import(&site.unpacked(&files), 1).unwrap();
    assert_eq!((report.tasks.read, report.tasks.imported, report.tasks.astray), (5, 3, 1));
    assert!(report.to_string().contains("Task Statements.txt has rows for occupations"), "{report}");
}

#[test]
fn a_path_out_of_the_archive_is_refused() {
    let site = Site::new();
    for evil in ["../evil.txt", "db/../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt"] {
        let mut files: Vec<(&str, String)> = old_names();
        files.push((evil, "x".into()));
        let error = site.import(&site.zipped(&files, ""), 1).unwrap_err();
        assert_eq!(error, format!("release.zip: holds “{evil}”, which leads out of its folder"));
    }
    let twice = [old_names(), vec![("other/Skills.txt", String::new())]].concat();
    let error = site.import(&site.zipped(&twice, ""), 1).unwrap_err();
    assert!(error.contains("holds “Skills.txt” twice"), "{error}");
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    let site = Site::new();
    let bomb = with(old_names(), "Knowledge.txt", "\n", &format!("{}\n", "\n".repeat(100_000)));
    let args = site.zipped(&bomb, "");
    let refused = |limits| Read::files(&args, Progress::Quiet, limits).map(|_| ()).unwrap_err().to_string();
    for limits in [Limits { file: 100_000, all: 1 << 20 }, Limits { file: 1 << 20, all: 100_000 }] {
        let error = refused(limits);
        assert!(
            error.ends_with("Knowledge.txt: unpacks to far more than a release holds; it is not read on"),
            "{error}"
        );
    }
    assert!(Read::files(&args, Progress::Quiet, Limits::default()).is_ok());
}

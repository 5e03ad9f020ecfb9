//! A small release with invented rows, under the names of either time, and a database to import it into.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::db::Db;
use crate::import::Error;
use crate::import::onet::{Args, Report, run, stored};
use crate::models::Entry;

/// The files of a release: name and text.
pub type Files = Vec<(&'static str, String)>;

/// Lines with tabs for bars, and a newline behind each.
fn table(lines: &[&str]) -> String {
    lines.iter().map(|line| line.replace('|', "\t") + "\n").collect()
}

const OCCUPATIONS: [&str; 5] = [
    "O*NET-SOC Code|Title|Description",
    "11-9999.00|Kite Managers|Plan kites. Say \"up\" *often*.",
    "11-9999.01|Kite Flyers|Fly kites.",
    "47-1111.00|Kite Flyer|Build with kites.",
    "55-1011.00|Kite Scouts|Scout.",
];
const TASKS: [&str; 6] = [
    "O*NET-SOC Code|Task ID|Task|Task Type|Incumbents Responding|Date|Domain Source",
    "11-9999.00|1|Repair kites.|Supplemental|5|01/2020|Incumbent",
    "11-9999.00|2|Buy kites.|n/a|n/a|03/2021|Analyst",
    "11-9999.00|3|Fly kites.|Core|90|02/2020|Incumbent",
    "11-9999.00|4|Fly  Kites.|Core|80|02/2020|Incumbent",
    "11-9999.01|5|Hold the string.|Core|80|02/2019|Incumbent",
];
const RELATED: [&str; 4] = [
    "O*NET-SOC Code|Related O*NET-SOC Code|Relatedness Tier|Index",
    "11-9999.00|47-1111.00|Supplemental|1",
    "11-9999.00|11-9999.01|Primary-Long|2",
    "11-9999.00|99-9999.99|Primary-Short|3",
];
const ELEMENTS: &str = "O*NET-SOC Code|Element ID|Element Name|Scale ID|Data Value|N|Standard Error|Lower CI Bound|\
                        Upper CI Bound|Recommend Suppress|Not Relevant|Date|Domain Source";
const ESSENTIAL: [&str; 3] = [
    "11-9999.00|2.A.1.a|Reading Comprehension|IM|4.12|8|0.1|3|5|N|n/a|08/2023|Analyst",
    "11-9999.00|2.A.1.e|Mathematics|IM|3.00|8|0.1|3|5|N|n/a|08/2023|Analyst",
    "11-9999.00|2.A.1.b|Writing|IM|4.00|8|0.1|3|5|Y|n/a|08/2023|Analyst",
];
const TRANSFERABLE: [&str; 2] = [
    "11-9999.00|2.B.1.a|Coordination|LV|4.12|8|0.1|3|5|N|N|08/2023|Analyst",
    "11-9999.00|2.B.1.b|Persuasion|IM|2.99|8|0.1|3|5|N|n/a|08/2023|Analyst",
];
const KNOWLEDGE: [&str; 2] = [
    "11-9999.00|2.C.4.a|Mathematics|IM|4.00|8|0.1|3|5|N|n/a|09/2023|Incumbent",
    "11-9999.00|2.C.7.a|English Language|IM|3.50|8|0.1|3|5|N|n/a|08/2023|Incumbent",
];
const SHARES: &str = "O*NET-SOC Code|Element ID|Element Name|Scale ID|Category|Data Value|N|Standard Error|\
                      Lower CI Bound|Upper CI Bound|Recommend Suppress|Date|Domain Source";
const EXPERIENCE: [&str; 3] = [
    "11-9999.00|3.A.1|Related Work Experience|RW|1|33.33|9|1|n/a|n/a|N|07/2022|Incumbent",
    "11-9999.00|3.A.1|Related Work Experience|RW|7|66.68|9|1|n/a|n/a|N|07/2022|Incumbent",
    "11-9999.00|3.A.4.a|Other|IM|n/a|3.1|9|1|n/a|n/a|N|07/2022|Incumbent",
];
const CATEGORIES: &str = "Element ID|Element Name|Scale ID|Category|Category Description";

/// Two answers about required education on a scale.
fn education(scale: &str) -> [String; 2] {
    [(2, "20.00"), (6, "80.00")].map(|(category, share)| {
        format!("11-9999.00|2.D.1|Required Level|{scale}|{category}|{share}|9|1|n/a|n/a|N|07/2022|Incumbent")
    })
}

/// What has the same name at either time.
fn common() -> Files {
    vec![
        ("Read Me.txt", "O*NET 88.1 Database\r\nMay 2030 Release\r\n".into()),
        ("Occupation Data.txt", table(&OCCUPATIONS)),
        ("Task Statements.txt", table(&TASKS)),
        ("Related Occupations.txt", table(&RELATED)),
        ("Knowledge.txt", table(&[&[ELEMENTS], &KNOWLEDGE[..]].concat())),
        (
            "Job Zones.txt",
            table(&["O*NET-SOC Code|Job Zone|Date|Domain Source", "11-9999.00|4|08/2023|Analyst"]),
        ),
        (
            "Job Zone Reference.txt",
            table(&[
                "Job Zone|Name|Experience|Education|Job Training|Examples|SVP Range",
                "4|Four|Much is needed for these occupations. For example, a pilot.|School.|n/a|x|y",
            ]),
        ),
    ]
}

/// A release with the names up to 30.2.
pub fn old_names() -> Files {
    let [low, high] = education("RL");
    let mut files = common();
    files.extend([
        ("Skills.txt", table(&[&[ELEMENTS], &ESSENTIAL[..], &TRANSFERABLE[..]].concat())),
        (
            "Alternate Titles.txt",
            table(&[
                "O*NET-SOC Code|Alternate Title|Short Title|Source(s)",
                "11-9999.00|Chief of Kites|COK|08",
            ]),
        ),
        (
            "Technology Skills.txt",
            table(&[
                "O*NET-SOC Code|Example|Commodity Code|Commodity Title|Hot Technology|In Demand",
                "11-9999.00|Structured query language SQL|1|x|Y|Y",
            ]),
        ),
        (
            "Education, Training, and Experience.txt",
            table(&[&[SHARES, &low, &high], &EXPERIENCE[..]].concat()),
        ),
        (
            "Education, Training, and Experience Categories.txt",
            table(&[CATEGORIES, "2.D.1|Required Level|RL|6|Bachelor's Degree"]),
        ),
    ]);
    files
}

/// The same release with the names from 30.3, and education on the scale of 31.0.
pub fn new_names() -> Files {
    let [low, high] = education("RQ");
    let mut files = common();
    files.extend([
        ("Essential Skills.txt", table(&[&[ELEMENTS], &ESSENTIAL[..]].concat())),
        ("Transferable Skills.txt", table(&[&[ELEMENTS], &TRANSFERABLE[..]].concat())),
        (
            "Job Titles.txt",
            table(&["O*NET-SOC Code|Job Title|Short Title|Source(s)", "11-9999.00|Chief of Kites|COK|08"]),
        ),
        (
            "Software Skills.txt",
            table(&[
                "O*NET-SOC Code|Element ID|Element Name|Workplace Example|Hot Technology|In Demand",
                "11-9999.00|1|x|Structured query language SQL|Y|Y",
            ]),
        ),
        ("Education.txt", table(&[SHARES, &low, &high])),
        ("Training and Experience.txt", table(&[&[SHARES], &EXPERIENCE[..]].concat())),
        ("Education Categories.txt", table(&[CATEGORIES, "2.D.1|Required Level|RQ|6|Bachelor's Degree"])),
    ]);
    files
}

/// Replaces a text in a file of a release.
pub fn with(mut files: Files, name: &str, from: &str, to: &str) -> Files {
    let (_, text) = files.iter_mut().find(|(file, _)| *file == name).unwrap();
    let (from, to) = (from.replace('|', "\t"), to.replace('|', "\t"));
    assert!(text.contains(&from), "{name} has no {from}");
    *text = text.replace(&from, &to);
    files
}

/// A folder for one test, with a database in it.
pub struct Site {
    pub folder: TempDir,
    pub db: Db,
}

impl Site {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let db = Db::open(&path.display().to_string().parse().unwrap(), |_| Ok::<_, Error>(())).unwrap();
        Self { folder, db }
    }

    /// The arguments for a path in the folder.
    pub fn args(&self, name: &str) -> Args {
        let path = self.folder.path().join(name);
        Args { path, wages: None, dry_run: false, overwrite: false, quiet: true }
    }

    /// Writes a release as a folder.
    pub fn unpacked(&self, files: &Files) -> Args {
        let args = self.args("db_77_7_text");
        std::fs::remove_dir_all(&args.path).ok();
        std::fs::create_dir(&args.path).unwrap();
        for (name, text) in files {
            std::fs::write(args.path.join(name), text).unwrap();
        }
        args
    }

    /// Writes a release as a zip, its files in a folder.
    pub fn zipped(&self, files: &[(&str, String)], folder: &str) -> Args {
        let args = self.args("release.zip");
        zip(&args.path, files.iter().map(|(name, text)| (format!("{folder}{name}"), text.as_bytes())));
        args
    }

    pub fn import(&self, args: &Args, day: u32) -> Result<Report, String> {
        let shorten =
            |error: Error| error.to_string().replace(&format!("{}/", self.folder.path().display()), "");
        run(&self.db, args, at(day)).map_err(shorten)
    }

    /// All that is stored.
    pub fn entries(&self) -> Vec<Entry> {
        self.db.read_now(stored).unwrap()
    }

    /// What is stored under a code.
    pub fn entry(&self, code: &str) -> Entry {
        let of_code = |entry: &Entry| entry.profile.onet_code.as_deref() == Some(code);
        self.entries().into_iter().find(of_code).unwrap()
    }
}

/// A day of May 2031.
pub fn at(day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2031, 5, day).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

fn zip<'a>(path: &Path, entries: impl Iterator<Item = (String, &'a [u8])>) {
    let mut writer = ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in entries {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap();
}

/// The real data beside the repository, where it is.
pub fn real(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !path.exists() {
        eprintln!("SKIPPED: {} isn't there", path.display());
    }
    path.exists().then_some(path)
}

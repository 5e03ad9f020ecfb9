//! A small invented O*NET release, with the old and the new file names.

pub type Files = Vec<(&'static str, String)>;

/// Joins lines, with tabs in place of `|`.
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
    "11-9999.00|3.A.4.a|Job-related Apprenticeship|IM|n/a|3.1|9|1|n/a|n/a|N|07/2022|Incumbent",
];
const CATEGORIES: &str = "Element ID|Element Name|Scale ID|Category|Category Description";

/// Two rows on required education, on the given scale.
fn education(scale: &str) -> [String; 2] {
    [(2, "20.00"), (6, "80.00")].map(|(category, share)| {
        format!("11-9999.00|2.D.1|Required Level|{scale}|{category}|{share}|9|1|n/a|n/a|N|07/2022|Incumbent")
    })
}

fn files<const N: usize>(files: [(&'static str, &[&str]); N]) -> Files {
    files.map(|(name, lines)| (name, table(lines))).into()
}

/// The files whose names didn't change.
fn common() -> Files {
    files([
        ("Read Me.txt", &["O*NET 88.1 Database\r", "May 2030 Release\r"]),
        ("Occupation Data.txt", &OCCUPATIONS),
        ("Task Statements.txt", &TASKS),
        ("Related Occupations.txt", &RELATED),
        ("Knowledge.txt", &[&[ELEMENTS], &KNOWLEDGE[..]].concat()),
        ("Job Zones.txt", &["O*NET-SOC Code|Job Zone|Date|Domain Source", "11-9999.00|4|08/2023|Analyst"]),
        (
            "Job Zone Reference.txt",
            &[
                "Job Zone|Name|Experience|Education|Job Training|Examples|SVP Range",
                "4|Four|Much is needed for these occupations. For example, a pilot.|School.|n/a|x|y",
            ],
        ),
    ])
}

/// The release with the names used up to 30.2.
pub fn old_names() -> Files {
    let [low, high] = education("RL");
    let renamed = files([
        ("Skills.txt", &[&[ELEMENTS], &ESSENTIAL[..], &TRANSFERABLE[..]].concat()),
        (
            "Alternate Titles.txt",
            &["O*NET-SOC Code|Alternate Title|Short Title|Source(s)", "11-9999.00|Chief of Kites|COK|08"],
        ),
        (
            "Technology Skills.txt",
            &[
                "O*NET-SOC Code|Example|Commodity Code|Commodity Title|Hot Technology|In Demand",
                "11-9999.00|Structured query language SQL|1|x|Y|Y",
            ],
        ),
        ("Education, Training, and Experience.txt", &[&[SHARES, &low, &high], &EXPERIENCE[..]].concat()),
        (
            "Education, Training, and Experience Categories.txt",
            &[CATEGORIES, "2.D.1|Required Level|RL|6|Bachelor's Degree"],
        ),
    ]);
    [common(), renamed].concat()
}

/// The release with the names used since 30.3, and education on the scale of 31.0.
pub fn new_names() -> Files {
    let [low, high] = education("RQ");
    let renamed = files([
        ("Essential Skills.txt", &[&[ELEMENTS], &ESSENTIAL[..]].concat()),
        ("Transferable Skills.txt", &[&[ELEMENTS], &TRANSFERABLE[..]].concat()),
        (
            "Job Titles.txt",
            &["O*NET-SOC Code|Job Title|Short Title|Source(s)", "11-9999.00|Chief of Kites|COK|08"],
        ),
        (
            "Software Skills.txt",
            &[
                "O*NET-SOC Code|Element ID|Element Name|Workplace Example|Hot Technology|In Demand",
                "11-9999.00|1|x|Structured query language SQL|Y|Y",
            ],
        ),
        ("Education.txt", &[SHARES, &low, &high]),
        ("Training and Experience.txt", &[&[SHARES], &EXPERIENCE[..]].concat()),
        ("Education Categories.txt", &[CATEGORIES, "2.D.1|Required Level|RQ|6|Bachelor's Degree"]),
    ]);
    [common(), renamed].concat()
}

/// Adds lines to a file of a release, or a new file.
pub fn and(mut files: Files, name: &'static str, lines: &[&str]) -> Files {
    match files.iter_mut().find(|(file, _)| *file == name) {
        Some((_, text)) => *text += &table(lines),
        None => files.push((name, table(lines))),
    }
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

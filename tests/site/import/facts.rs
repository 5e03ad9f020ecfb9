//! What a release knows beyond titles, tasks and skills, in the layouts up to 30.2 and since 30.3.

use metier::models::{skill_definition, source};
use metier::profile::skill::SkillKind;
use metier::profile::{Bucket, Education, Group, InterestKind, Profile, ToolKind};

use super::site::Site;
use crate::support::release::{Files, and, new_names, old_names, with};
use crate::support::{TestDb, date};

const RATED: &str = "O*NET-SOC Code|Element ID|Element Name|Scale ID|Data Value|Date|Domain Source";
const STYLES: &str = "O*NET-SOC Code|Element ID|Element Name|Scale ID|Data Value|N|Standard Error|Lower CI Bound|\
                      Upper CI Bound|Recommend Suppress|Date|Domain Source";

/// Adds the files that have the same name in every release.
fn common(files: Files) -> Files {
    let metadata = [
        "O*NET-SOC Code|Item|Response|N|Percent|Date",
        "11-9999.00|How Much Experience Performing Work in this Occupation|10+ Years|40|45.0|08/2021",
        "11-9999.00|How Much Experience Performing Work in this Occupation|<1 Year|40|15.0|08/2021",
        "11-9999.00|How Much Experience Performing Work in this Occupation|3-4 Years|40|30.0|08/2021",
        "11-9999.00|How Much Experience Performing Work in this Occupation|Missing|40|2.5|08/2021",
        "11-9999.00|How Much Experience Performing Work in this Occupation|Never performed work in the occupation|40|7.5|08/2021",
        "11-9999.00|How Long at Current Job|1-5 Years|20|75.0|08/2021",
        "11-9999.00|How Long at Current Job|10 Years or More|20|25.0|08/2021",
        "11-9999.00|Industry Division (Major Group Codes (SIC) within Division in parentheses)|Mining (10-14)|20|100.0|08/2021",
        "11-9999.00|NAICS Sector|Utilities|20|20.0|08/2021",
        "11-9999.00|NAICS Sector|Information|20|0.0|08/2021",
        "11-9999.00|NAICS Sector|Education services|20|80.0|08/2021",
        "11-9999.01|Industry Division (Major Group Codes (SIC) within Division in parentheses)|Mining (10-14)|20|100.0|08/2021",
        "11-9999.00|SOC Eligibility Rate|n/a|n/a|40.5|08/2021",
    ];
    let emerging = [
        "O*NET-SOC Code|Task|Category|Original Task ID|Original Task|Date|Domain Source",
        "11-9999.00|Fold kites.|New|n/a|n/a|08/2020|Incumbent",
        "11-9999.00|Fly kites by night.|Revision|3|Fly kites.|08/2024|Incumbent",
        "11-9999.00|Print kites.|New|n/a|n/a|08/2024|Incumbent",
        "11-9999.00|Fly kites.|New|n/a|n/a|08/2024|Incumbent",
    ];
    let model = [
        "Element ID|Element Name|Description",
        "1.A.1.c.1|Mathematics|An ability of the same name.",
        "2.A.1.a|Reading Comprehension|Understanding written sentences.",
        "2.A.1.e|Mathematics|Using mathematics to solve problems.",
        "2.C.4.a|Mathematics|Knowledge of numbers.",
        "2.B.1.b|Persuasion|Persuading others.",
    ];
    let files = and(files, "Occupation Level Metadata.txt", &metadata);
    and(and(files, "Emerging Tasks.txt", &emerging), "Content Model Reference.txt", &model)
}

const TRAINING: [&str; 3] = [
    "11-9999.00|3.A.3|On-the-Job Training|OJ|1|25.00|12|1|n/a|n/a|N|07/2022|Incumbent",
    "11-9999.00|3.A.3|On-the-Job Training|OJ|4|50.00|12|1|n/a|n/a|N|07/2022|Incumbent",
    "11-9999.00|3.A.3|On-the-Job Training|OJ|9|25.00|12|1|n/a|n/a|N|07/2022|Incumbent",
];
const CERTIFICATION: &str =
    "11-9999.00|2.D.4.a|Job-Related Professional Certification|IM|n/a|4.2|9|1|n/a|n/a|N|07/2022|Incumbent";
const INTERESTS: [&str; 3] = [
    RATED,
    "11-9999.00|1.B.1.e|Enterprising|OI|6.50|11/2023|Machine Learning",
    "11-9999.00|1.B.1.g|First Interest High-Point|IH|5.00|11/2023|Machine Learning",
];

fn old_layout() -> Files {
    let styles = [
        STYLES,
        "11-9999.00|1.C.5.b|Attention to Detail|IM|4.00|21|0.1|3|5|N|08/2023|Incumbent",
        "11-9999.00|1.C.1.c|Initiative|IM|4.50|21|0.1|3|5|N|08/2023|Incumbent",
        "11-9999.00|1.C.7.a|Innovation|IM|4.60|21|0.1|3|5|Y|08/2023|Incumbent",
        "11-9999.00|1.C.6|Independence|IM|1.00|21|0.1|3|5|N|08/2023|Incumbent",
    ];
    let software = [
        "11-9999.00|Kite planner|1|Planning software|N|N",
        "11-9999.00|Sheets|1|Spreadsheet software|Y|N",
        "11-9999.01|Sheets|1|Spreadsheet software|Y|N",
    ];
    let equipment = [
        "O*NET-SOC Code|Example|Commodity Code|Commodity Title",
        "11-9999.00|Winches|1|Hand winches",
        "11-9999.00|Sheets|1|Tarpaulins",
    ];
    let dwas = [
        "Element ID|IWA ID|DWA ID|DWA Title",
        "4.A|4.A.I01|4.A.I01.D01|Fly things.",
        "4.A|4.A.I01|4.A.I01.D02|Buy things.",
    ];
    let tasks = [
        "O*NET-SOC Code|Task ID|DWA ID|Date|Domain Source",
        "11-9999.00|2|4.A.I01.D02|03/2014|Analyst",
        "11-9999.00|3|4.A.I01.D01|03/2014|Analyst",
        "11-9999.00|4|4.A.I01.D01|05/2015|Analyst",
        "11-9999.00|4|4.A.I09.D09|05/2015|Analyst",
    ];
    let files = and(common(old_names()), "Education, Training, and Experience.txt", &TRAINING);
    let files = and(files, "Education, Training, and Experience.txt", &[CERTIFICATION]);
    let files = and(files, "Interests.txt", &INTERESTS);
    let files = and(files, "Technology Skills.txt", &software);
    let files = and(files, "Tools Used.txt", &equipment);
    let files = and(files, "DWA Reference.txt", &dwas);
    and(and(files, "Tasks to DWAs.txt", &tasks), "Work Styles.txt", &styles)
}

fn new_layout() -> Files {
    let styles = [
        RATED,
        "11-9999.00|1.D.1.a|Initiative|WI|2.25|12/2025|AI/Expert",
        "11-9999.00|1.D.1.a|Initiative|DR|1.00|12/2025|AI/Expert",
        "11-9999.00|1.D.1.b|Tolerance|WI|-1.50|12/2025|AI/Expert",
    ];
    let software =
        ["11-9999.00|2|Spreadsheet software|Sheets|Y|N", "11-9999.00|3|Planning software|Kite planner|N|N"];
    let dwas = [
        "GWA Element ID|GWA Element Name|IWA Element ID|IWA Element Name|DWA Element ID|DWA Element Name",
        "4.A|x|4.A.a|y|4.A.a.01|Fly things.",
        "4.A|x|4.A.a|y|4.A.a.02|Buy things.",
    ];
    let tasks = [
        "O*NET-SOC Code|Task ID|DWA Element ID|Date|Domain Source",
        "11-9999.00|2|4.A.a.02|03/2014|Analyst",
        "11-9999.00|3|4.A.a.01|03/2014|Analyst",
        "11-9999.00|4|4.A.a.01|05/2015|Analyst",
    ];
    let files = and(common(new_names()), "Training and Experience.txt", &TRAINING);
    let files = and(files, "Education.txt", &[CERTIFICATION]);
    let files = and(files, "Career Interest Types.txt", &INTERESTS);
    let files = and(files, "Software Skills.txt", &software);
    let files = and(files, "GWAs to IWAs to DWAs.txt", &dwas);
    and(and(files, "Tasks to DWAs.txt", &tasks), "Work Styles.txt", &styles)
}

fn shares(buckets: &[Bucket]) -> Vec<(u16, Option<u16>, f64)> {
    buckets.iter().map(|bucket| (bucket.from_months, bucket.to_months, bucket.percent)).collect()
}

fn tools(profile: &Profile) -> Vec<(&str, ToolKind, &str)> {
    profile.tools.iter().map(|tool| (tool.name.as_str(), tool.kind, tool.about.as_str())).collect()
}

fn styles(profile: &Profile) -> Vec<(&str, f64)> {
    profile.work_styles.iter().map(|style| (style.name.as_str(), style.importance)).collect()
}

fn has_the_facts_of_every_release(profile: &Profile) {
    let experience = [(0, Some(11), 16.67), (36, Some(48), 33.33), (120, None, 50.0)];
    assert_eq!(shares(&profile.experience), experience, "of those who answered and have done the work");
    assert_eq!(shares(&profile.time_in_job), [(12, Some(60), 75.0), (120, None, 25.0)]);
    let asked = [
        (0, Some(0), 33.33),
        (0, Some(12), 0.0),
        (12, Some(24), 0.0),
        (24, Some(48), 66.67),
        (48, None, 0.0),
    ];
    assert_eq!(shares(&profile.experience_asked), asked);
    let on_the_job =
        [(0, Some(0), 25.0), (0, Some(1), 0.0), (1, Some(6), 50.0), (6, Some(12), 0.0), (12, None, 25.0)];
    assert_eq!(shares(&profile.on_the_job_training), on_the_job);
    assert_eq!((profile.apprenticeship, profile.certification), (Some(3.1), Some(4.2)));
    let levels: Vec<_> = profile.education_levels.iter().map(|share| (share.level, share.percent)).collect();
    assert_eq!(levels, [(Education::HighSchool, 20.0), (Education::Bachelor, 80.0)]);
    let industries: Vec<_> = profile.industries.iter().map(|one| (one.name.as_str(), one.percent)).collect();
    assert_eq!(industries, [("Education services", 80.0), ("Utilities", 20.0)]);
    let interests: Vec<_> =
        profile.interests.iter().map(|interest| (interest.kind, interest.score)).collect();
    assert_eq!(interests, [(InterestKind::Enterprising, 6.5)]);
    assert_eq!(profile.activities, ["Fly things.", "Buy things."]);
    assert_eq!(profile.emerging_tasks, ["Print kites.", "Fold kites."]);
    let cited = |group| {
        let citation = profile.citations.iter().find(|citation| citation.group == group).unwrap();
        (citation.source.as_str(), citation.as_of, citation.respondents)
    };
    let release = "onet-88-1";
    assert_eq!(cited(Group::Experience), (release, date("2021-08-01"), Some(36)), "of 40");
    assert_eq!(cited(Group::TimeInJob), (release, date("2021-08-01"), Some(20)));
    assert_eq!(cited(Group::Industries), (release, date("2021-08-01"), Some(20)));
    assert_eq!(cited(Group::ExperienceAsked), (release, date("2022-07-01"), Some(9)));
    assert_eq!(cited(Group::Training), (release, date("2022-07-01"), Some(12)));
    assert_eq!(cited(Group::Activities), (release, date("2015-05-01"), None));
    assert_eq!(cited(Group::Interests), ("onet-88-1-machine-learning", date("2023-11-01"), None));
}

on_both!(every_fact_of_the_layout_up_to_30_2_is_read);
fn every_fact_of_the_layout_up_to_30_2_is_read(db: TestDb) {
    let site = Site::on(db);
    site.import(&site.unpacked(&old_layout()), 1).unwrap();
    let defined = site.home.db.read_now(skill_definition::all).unwrap();
    let defined: Vec<_> =
        defined.iter().map(|one| (one.name.as_str(), one.kind, one.definition.as_str())).collect();
    let expected = [
        ("Mathematics", SkillKind::Skill, "Using mathematics to solve problems."),
        ("Reading Comprehension", SkillKind::Skill, "Understanding written sentences."),
    ];
    assert_eq!(defined, expected);
    let profile = site.entry("11-9999.00").profile;
    has_the_facts_of_every_release(&profile);
    let expected = [
        ("Structured query language (SQL)", ToolKind::Software, "x"),
        ("Sheets", ToolKind::Software, "Spreadsheet software"),
        ("Kite planner", ToolKind::Software, "Planning software"),
        ("Winches", ToolKind::Equipment, "Hand winches"),
    ];
    assert_eq!(tools(&profile), expected, "in demand, hot, others; each name once");
    assert_eq!(styles(&profile), [("Initiative", 0.875), ("Attention to Detail", 0.75)]);
    let cited = profile.citations.iter().find(|citation| citation.group == Group::WorkStyles).unwrap();
    assert_eq!((cited.source.as_str(), cited.respondents), ("onet-88-1", Some(21)));
    let part = site.entry("11-9999.01").profile.industries;
    assert_eq!(part[0].name, "Mining", "from before the sectors");
    let scout = site.entry("55-1011.00").profile;
    let unknown = (scout.experience.len(), scout.tools.len(), scout.interests.len(), scout.industries.len());
    assert_eq!(unknown, (0, 0, 0, 0));
}

on_both!(every_fact_of_the_layout_since_30_3_is_read);
fn every_fact_of_the_layout_since_30_3_is_read(db: TestDb) {
    let site = Site::on(db);
    site.import(&site.unpacked(&new_layout()), 1).unwrap();
    let profile = site.entry("11-9999.00").profile;
    has_the_facts_of_every_release(&profile);
    let expected = [
        ("Structured query language (SQL)", ToolKind::Software, "x"),
        ("Sheets", ToolKind::Software, "Spreadsheet software"),
        ("Kite planner", ToolKind::Software, "Planning software"),
    ];
    assert_eq!(tools(&profile), expected);
    assert_eq!(styles(&profile), [("Initiative", 0.75)], "without those that hinder");
    let cited = profile.citations.iter().find(|citation| citation.group == Group::WorkStyles).unwrap();
    assert_eq!((cited.source.as_str(), cited.respondents), ("onet-88-1-ai", None));
    let sources = site.home.db.read_now(source::all).unwrap();
    let name = sources.iter().find(|source| source.slug == cited.source).map(|source| source.name.as_str());
    assert_eq!(name, Some("O*NET 88.1 Database (rated by AI and experts)"));
}

on_both!(levels_of_education_are_told_by_their_descriptions);
fn levels_of_education_are_told_by_their_descriptions(db: TestDb) {
    let site = Site::on(db);
    let number = "Required Level|RQ|6|";
    for (description, expected) in [
        ("Professional Degree (for example, MD or JD)", Education::FirstProfessional),
        ("Doctoral Degree - Professional practice", Education::FirstProfessional),
        ("Doctoral Degree (for example, PhD)", Education::Doctorate),
        ("Doctor's degree - research", Education::Doctorate),
        ("Postdoctoral training", Education::PostDoctoral),
    ] {
        let (from, to) = (format!("{number}Bachelor's Degree"), format!("{number}{description}"));
        let files = with(new_names(), "Education Categories.txt", &from, &to);
        site.import(&site.unpacked(&files), 1).unwrap();
        assert_eq!(site.entry("11-9999.00").profile.education, Some(expected), "{description}");
    }
}

on_both!(odd_values_are_named_with_file_and_line);
fn odd_values_are_named_with_file_and_line(db: TestDb) {
    let site = Site::on(db);
    for (name, from, to, expected) in [
        ("Interests.txt", "Enterprising", "Bold", ", line 2: “Bold” isn’t a known kind of interest"),
        ("Interests.txt", "|6.50|", "|7.50|", ", line 2: Data Value is “7.50”, not a number from 1 to 7"),
        ("Work Styles.txt", "|4.00|21|", "|0|21|", ", line 2: Data Value is “0”, not a number from 1 to 5"),
        (
            "Occupation Level Metadata.txt",
            "|3-4 Years|",
            "|Some|",
            ", line 4: “Some” isn’t a known length of time",
        ),
        ("Tasks to DWAs.txt", "|2|4.A.I01.D02|", "|2||", ", line 2: DWA ID is empty"),
    ] {
        let error = site.import(&site.unpacked(&with(old_layout(), name, from, to)), 1).unwrap_err();
        assert_eq!(error, format!("db_77_7_text/{name}{expected}"));
    }
}

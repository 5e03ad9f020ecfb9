//! `metier import projections`, from small tables.

use std::path::PathBuf;

use metier::import::ImportError;
use metier::import::projections::{ProjectionArgs, ProjectionReport, run};
use metier::models::career::Origin;
use metier::models::snapshot::Snapshot;
use metier::models::source;
use metier::profile::Outlook;
use metier::profile::fields::Field;

use super::merging::{edit, id};
use super::site::{Site, at};
use crate::support::careers::load;
use crate::support::projections::xlsx;
use crate::support::release::old_names;
use crate::support::{TestDb, date, entry, save, slug};

const YEARS: [u16; 2] = [2023, 2033];

const OCCUPATIONS: [&str; 4] = [
    "Total, all occupations|00-0000|Summary|170000|175000|100|5000|3.1|5.8|18863.3|49500",
    "    Managers|11-9000|Summary|20|30|0.1|10|50|14|2|1",
    "      Kite managers|11-9999|Line item|12.3|13|0.1|0.7|5.7|—|1.4|90000",
    "      Kite fliers|47-1111|Line item|0.1|—|0|—|-10.5|3.7|0|—",
];
const FACTORS: [&str; 2] = [
    "Kite managers|11-9999|Kite shops; private|453900|Demand change - share increases as kites are in demand.",
    "Kite managers|11-9999|Total, all industries|TE1000|Productivity change - share decreases as kites fly alone",
];

fn written(site: &Site, years: [u16; 2], occupations: &[&str]) -> PathBuf {
    let path = site.folder.path().join("occupation.xlsx");
    xlsx(&path, years, occupations, &FACTORS);
    path
}

fn import(site: &Site, path: PathBuf, day: u32) -> Result<ProjectionReport, String> {
    let args = ProjectionArgs { path, dry_run: false, quiet: true };
    let shorten =
        |error: ImportError| error.to_string().replace(&format!("{}/", site.folder.path().display()), "");
    run(&site.home.db, &args, at(day)).map_err(shorten)
}

/// A site with the four careers of the small release.
fn filled(db: TestDb) -> Site {
    let site = Site::on(db);
    site.import(&site.unpacked(&old_names()), 1).unwrap();
    site
}

on_both!(every_covered_career_gets_its_outlook_with_the_reason);
fn every_covered_career_gets_its_outlook_with_the_reason(db: TestDb) {
    let site = filled(db);
    save(&site.home.db, &[entry("Kite Poet")]).unwrap();
    let report = import(&site, written(&site, YEARS, &OCCUPATIONS), 2).unwrap();
    let careers = &report.careers;
    assert_eq!(
        (careers.own, careers.shared, careers.military, careers.without.len()),
        (2, 1, 1, 0),
        "{report}"
    );
    assert_eq!((careers.changed, careers.with_code(), careers.without_code), (3, 4, 1));
    let expected = Outlook {
        place: "United States".into(),
        from_year: 2023,
        to_year: 2033,
        employed_from: Some(12_300),
        employed_to: Some(13_000),
        growth: Some(5.7),
        openings: Some(1_400),
        self_employed: None,
        reason: "In all industries together, this occupation’s share of jobs decreases as kites fly alone. In kite shops \
                 (private), this occupation’s share of jobs increases as kites are in demand."
            .into(),
        counted_with: None,
        source: slug("employment-projections-2023-33"),
        as_of: date("2023-12-31"),
    };
    let manager = site.entry("11-9999.00");
    assert_eq!((manager.profile.outlook, manager.updated_at), (vec![expected.clone()], at(2)));
    let part = Outlook { counted_with: Some("Kite Manager".into()), ..expected };
    assert_eq!(site.entry("11-9999.01").profile.outlook, [part]);
    let flyer = &site.entry("47-1111.00").profile.outlook[0];
    let figures = (flyer.employed_from, flyer.employed_to, flyer.growth, flyer.openings, flyer.self_employed);
    assert_eq!(figures, (Some(100), None, Some(-10.5), Some(0), Some(3.7)));
    assert_eq!(site.entry("55-1011.00").profile.outlook, []);
    let sources = site.home.db.read_now(source::all).unwrap();
    let source = sources.iter().find(|source| source.slug == flyer.source).unwrap();
    assert_eq!(source.name, "Employment Projections 2023–33");
    assert!(source.notice.contains("not intended to be a forecast"));
}

on_both!(a_second_run_changes_nothing_and_a_later_edition_everything);
fn a_second_run_changes_nothing_and_a_later_edition_everything(db: TestDb) {
    let site = filled(db);
    import(&site, written(&site, YEARS, &OCCUPATIONS), 2).unwrap();
    let before = site.entries();
    assert_eq!(import(&site, written(&site, YEARS, &OCCUPATIONS), 3).unwrap().careers.changed, 0);
    assert_eq!(site.entries(), before);
    assert_eq!(site.import(&site.unpacked(&old_names()), 4).unwrap().careers.unchanged, 4, "it stays");
    let report = import(&site, written(&site, [2027, 2037], &OCCUPATIONS), 5).unwrap();
    assert_eq!(report.careers.changed, 3);
    assert_eq!(site.entry("11-9999.00").profile.outlook[0].years(), "2027–37");
}

on_both!(an_outlook_that_was_edited_here_is_left_alone);
fn an_outlook_that_was_edited_here_is_left_alone(db: TestDb) {
    let site = filled(db);
    let mut edited = site.entry("11-9999.00");
    edited.profile.edited.insert(Field::Outlook);
    let mut other = Snapshot { origin: Origin::Person, ..site.entry("47-1111.00") };
    other.profile.edited.insert(Field::Summary);
    save(&site.home.db, &[edited.clone(), other]).unwrap();
    let report = import(&site, written(&site, YEARS, &OCCUPATIONS), 2).unwrap();
    assert_eq!(
        (report.careers.left.len(), report.careers.own, report.careers.changed),
        (1, 1, 2),
        "{report}"
    );
    assert_eq!(site.entry("11-9999.00"), edited);
    let other = site.entry("47-1111.00");
    assert_eq!((other.origin, other.profile.outlook.len()), (Origin::Person, 1));
}

on_both!(a_dry_run_reports_and_writes_nothing);
fn a_dry_run_reports_and_writes_nothing(db: TestDb) {
    let site = filled(db);
    let before = site.entries();
    let path = written(&site, YEARS, &OCCUPATIONS[..3]);
    let report = run(&site.home.db, &ProjectionArgs { path, dry_run: true, quiet: true }, at(2)).unwrap();
    let text = report.to_string();
    let (text, _) = text.rsplit_once('\n').unwrap();
    let expected = "\
Dry run: nothing was written.
Employment Projections 2023–33: 2 of 4 careers with an O*NET-SOC code have an outlook
       1 with a row of their own
       1 counted together with other careers
       2 of these are new or have changed
       1 without: military, which the projections don’t cover
       1 without: not in the projections
Not in the projections:
  47-1111.00 Kite Flyer (/careers/kite-flyer-47-1111)";
    assert_eq!(text, expected);
    assert_eq!(site.entries(), before);
}

on_both!(a_draft_in_progress_takes_the_outlook_and_keeps_its_changes);
fn a_draft_in_progress_takes_the_outlook_and_keeps_its_changes(db: TestDb) {
    let site = filled(db);
    let id = id(&site, "kite-manager");
    edit(&site, id, |profile| profile.summary = "Ours.".into());
    import(&site, written(&site, YEARS, &OCCUPATIONS), 2).unwrap();
    let live = site.entry("11-9999.00").profile;
    assert!(live.summary.starts_with("Kite managers plan kites.") && live.outlook.len() == 1);
    let after = load(&site.home.db, id);
    assert_eq!((after.profile.summary.as_str(), &after.profile.outlook), ("Ours.", &live.outlook));
    assert!(!after.is_live());
    edit(&site, id, |profile| profile.outlook[0].growth = Some(7.0));
    import(&site, written(&site, [2024, 2034], &OCCUPATIONS), 3).unwrap();
    let after = load(&site.home.db, id).profile;
    assert_eq!(
        (after.summary.as_str(), after.outlook[0].growth),
        ("Ours.", Some(7.0)),
        "edited in the draft"
    );
    assert_eq!(site.entry("11-9999.00").profile.outlook[0].from_year, 2024);
}

on_both!(a_wrong_file_is_named_and_nothing_is_written);
fn a_wrong_file_is_named_and_nothing_is_written(db: TestDb) {
    let site = filled(db);
    let before = site.entries();
    let manager = OCCUPATIONS[2];
    for (row, expected) in [
        (manager.replace("12.3", "many"), "sheet “Table 1.2”, row 3: “many” is neither a figure nor —"),
        (
            manager.replace("11-9999", "11-99"),
            "sheet “Table 1.2”, row 3: “11-99” is not a code such as 15-1252",
        ),
        (manager.replace("Line item", "Summary"), "sheet “Table 1.2” has no occupations"),
    ] {
        let error = import(&site, written(&site, YEARS, &[&row]), 2).unwrap_err();
        assert_eq!(error, format!("occupation.xlsx: {expected}"));
    }
    let error = import(&site, written(&site, YEARS, &[manager, manager]), 2).unwrap_err();
    assert_eq!(error, "occupation.xlsx: sheet “Table 1.2”, row 4: 11-9999 appears twice");
    let wages = site.folder.path().join("wages.xlsx");
    crate::support::wages::xlsx(&wages, "national_M2030_dl", &[]);
    assert_eq!(import(&site, wages, 2).unwrap_err(), "wages.xlsx: has no sheet “Table 1.2”");
    assert_eq!(site.entries(), before);
}

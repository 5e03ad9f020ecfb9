//! Importing a small release as careers.

use metier::models::career::{Origin, Status};
use metier::profile::{Education, Group};

use super::site::{Site, at};
use crate::support::release::{new_names, old_names};
use crate::support::{TestDb, date, slug};

on_both!(a_release_becomes_careers);
fn a_release_becomes_careers(db: TestDb) {
    let site = Site::on(db);
    let report = site.import(&site.unpacked(&old_names()), 1).unwrap();
    assert_eq!((report.careers.new.len(), report.tasks.read, report.tasks.repeated), (4, 5, 1));
    let entry = site.entry("11-9999.00");
    assert_eq!((entry.status, entry.origin, entry.updated_at), (Status::Published, Origin::Import, at(1)));
    let profile = entry.profile;
    assert_eq!((profile.title.as_str(), profile.slug.as_str()), ("Kite Manager", "kite-manager"));
    assert_eq!(profile.category.unwrap().as_str(), "management");
    assert_eq!(profile.summary, "Kite managers plan kites. Say \"up\" \\*often\\*.");
    assert_eq!(profile.responsibilities, ["Fly kites.", "Buy kites.", "Repair kites."]);
    assert_eq!(
        profile.qualifications,
        [
            "Most often required: a bachelor’s degree.",
            "Much is needed.",
            "Knowledge of mathematics and the English language.",
            "Strong skills in reading comprehension and mathematics.",
            "Tools in demand: Structured query language (SQL).",
        ]
    );
    assert_eq!(profile.alternate_titles, ["Chief of Kites", "COK", "Kite Managers"]);
    assert_eq!(profile.education, Some(Education::Bachelor));
    assert_eq!(profile.experience_asked.iter().map(|bucket| bucket.percent).sum::<f64>(), 100.0);
    let skills: Vec<_> = profile.skills.iter().map(|skill| (skill.name.as_str(), skill.importance)).collect();
    assert_eq!(skills, [("Reading Comprehension", 0.78), ("Mathematics", 0.75), ("English Language", 0.625)]);
    assert_eq!(profile.related, ["kite-flyer", "kite-flyer-47-1111"].map(slug));
    let cited: Vec<_> = profile.citations.iter().map(|citation| (citation.group, citation.as_of)).collect();
    let expected = [
        (Group::Text, date("2021-03-01")),
        (Group::Education, date("2022-07-01")),
        (Group::Training, date("2022-07-01")),
        (Group::ExperienceAsked, date("2022-07-01")),
        (Group::Skills, date("2023-09-01")),
        (Group::Tools, date("2030-05-01")),
    ];
    assert_eq!(cited, expected);
    let scout = site.entry("55-1011.00").profile;
    assert!(scout.responsibilities.is_empty() && scout.qualifications.is_empty());
    assert_eq!(scout.citations[0].as_of, date("2030-05-01"), "the date of the release");
}

on_both!(old_and_new_names_zips_and_folders_give_the_same_careers);
fn old_and_new_names_zips_and_folders_give_the_same_careers(db: TestDb) {
    let site = Site::on(db);
    site.import(&site.unpacked(&old_names()), 1).unwrap();
    let with_crlf = old_names().into_iter().map(|(name, text)| (name, text.replace('\n', "\r\n"))).collect();
    for (what, args) in [
        ("new names", site.unpacked(&new_names())),
        ("zip with a folder", site.zipped(&old_names(), "db_88_1_text/")),
        ("zip without one", site.zipped(&new_names(), "")),
        ("with CRLF", site.unpacked(&with_crlf)),
    ] {
        let report = site.import(&args, 2).unwrap();
        assert_eq!(report.careers.unchanged, 4, "{what}: {report}");
    }
}

on_both!(without_a_read_me_the_folder_name_and_the_newest_date_are_used);
fn without_a_read_me_the_folder_name_and_the_newest_date_are_used(db: TestDb) {
    let site = Site::on(db);
    let mut files = old_names();
    files.retain(|(name, _)| *name != "Read Me.txt");
    site.import(&site.unpacked(&files), 1).unwrap();
    let citation = &site.entry("55-1011.00").profile.citations[0];
    assert_eq!((citation.source.as_str(), citation.as_of), ("onet-77-7", date("2023-09-01")));
    let nameless = site.import(&site.zipped(&files, ""), 2).unwrap_err();
    assert!(nameless.starts_with("release.zip: can’t tell which release this is"), "{nameless}");
}

on_both!(the_optional_files_may_be_absent);
fn the_optional_files_may_be_absent(db: TestDb) {
    let site = Site::on(db);
    let mut files = old_names();
    files.truncate(3);
    assert_eq!(site.import(&site.unpacked(&files), 1).unwrap().careers.new.len(), 4);
}

//! What an import stores.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use metier::import::bundle;
use metier::import::onet::OnetArgs;
use metier::import::projections::{self, ProjectionArgs};
use metier::models::snapshot::Snapshot;
use metier::profile::money::Figure;
use metier::profile::{Article, Profile};
use zip::ZipArchive;

use super::{ALL, Files, pages, places};
use crate::import::site::{Site, at};
use crate::support::TestDb;

on_both!(async real_careers_are_imported_whole_and_shown_as_they_are);
async fn real_careers_are_imported_whole_and_shown_as_they_are(db: TestDb) {
    let site = Site::on(db);
    let test = concat!(module_path!(), "::real_careers_are_imported_whole_and_shown_as_they_are");
    let Some(files) = Files::find(test) else { return };
    let args = files.args_with_places(&site);
    let report = site.import(&args, 1).unwrap();
    assert_eq!(report.careers.new.len(), ALL);
    assert_eq!(report.careers.moved, []);
    assert_eq!((report.tasks.read, report.tasks.imported), (18_796, 18_796));
    let wages = report.wages.as_ref().unwrap();
    assert_eq!((wages.own, wages.shared, wages.military, wages.without.len()), (819, 177, 19, 1));
    let entries = site.entries();
    assert_eq!(entries.iter().map(|entry| entry.profile.responsibilities.len()).sum::<usize>(), 18_796);
    assert_eq!(entries.iter().filter(|entry| entry.profile.headline_pay().is_some()).count(), 996);
    software_developers_earn_what_the_survey_says(&site.entry("15-1252.00").profile);
    suggested_paths_make_sense(&entries);
    titles_can_stand_in_a_heading(&entries, &official_titles(&args.path));
    what_the_release_knows_is_imported(&entries);
    summaries_are_answers(&entries);

    let projections = ProjectionArgs { path: files.projections.clone(), dry_run: false, quiet: true };
    projections_account_for_every_career(&site, &projections);
    places::are_imported(&site, &files, report.places.as_ref().unwrap());
    let before = site.entries();
    assert_eq!(projections::run(&site.home.db, &projections, at(3)).unwrap().careers.changed, 0);
    let again = site.import(&args, 4).unwrap();
    assert_eq!((again.careers.unchanged, again.places.unwrap().saved.unwrap().unchanged), (ALL, 170));
    assert_eq!(site.entries(), before);
    places::a_nurse_finds_texas_beside_california_from_home(&site.home).await;
    pages::all_are_true_and_lead_on(&site.home, &before).await;
}

fn software_developers_earn_what_the_survey_says(developer: &Profile) {
    let dollars = |amount: i64| Some(Figure::exact(amount * 100));
    let pay = &developer.pay[0];
    let (likely, possible) = (pay.likely.unwrap(), pay.possible.unwrap());
    assert_eq!(pay.total, dollars(133_080));
    assert_eq!((possible.low, possible.high), (dollars(79_850), dollars(211_450)));
    assert_eq!((likely.low, likely.high), (dollars(103_050), dollars(169_000)));
}

fn suggested_paths_make_sense(entries: &[Snapshot]) {
    let profiles = || entries.iter().map(|entry| &entry.profile);
    let path = |code: &str| -> Vec<&str> {
        let career = profiles().find(|profile| profile.onet_code.as_deref() == Some(code)).unwrap();
        career.path.iter().map(|step| step.title.as_str()).collect()
    };
    let nurses =
        ["Licensed Practical and Licensed Vocational Nurse", "Registered Nurse", "Nurse Practitioner"];
    assert_eq!(path("29-1141.00"), nurses);
    assert_eq!(path("35-2014.00"), ["Cook, Fast Food", "Cook, Restaurant", "Chef and Head Cook"]);
    assert_eq!(path("41-1011.00"), [""; 0], "nothing close enough");
    let with_path = || profiles().filter(|profile| !profile.path.is_empty());
    let count = with_path().count();
    assert!((450..=550).contains(&count), "{count}");
    for profile in with_path() {
        let places = profile.path.iter().map(|step| step.career.as_ref());
        let own: Vec<_> = places.enumerate().filter(|(_, career)| *career == Some(&profile.slug)).collect();
        let place = own[0].0;
        assert!(own.len() == 1 && place <= 2 && profile.path.len() - place <= 3, "{}", profile.title);
        assert!(profile.path.iter().all(|step| step.suggested), "{}", profile.title);
    }
}

/// Titles must fit a heading like "What does a Web Developer do?".
fn titles_can_stand_in_a_heading(entries: &[Snapshot], official: &[String]) {
    let profiles = || entries.iter().map(|entry| &entry.profile);
    let titles = || profiles().map(|profile| profile.title.as_str());
    assert_eq!(entries.len(), official.len());
    let plural: Vec<_> = titles().zip(official).filter(|(title, official)| title == official).collect();
    assert_eq!(plural, [], "the official titles are plurals or groups");
    for (profile, official) in profiles().zip(official) {
        assert!(profile.alternate_titles.contains(official), "{official} can be searched for, too");
        assert_eq!(profile.article, Article::suggest(profile.spoken()), "{}", profile.title);
    }
    let odd = [", All Other", ", Except", ", Including", "--"];
    let odd = |title: &&str| odd.iter().any(|odd| title.contains(odd));
    assert_eq!(profiles().map(|profile| profile.spoken()).filter(odd).collect::<Vec<_>>(), [""; 0]);
    let untidy: Vec<_> = titles()
        .filter(|title| title.contains("--") || title.contains("  ") || title.trim() != *title)
        .collect();
    assert_eq!(untidy, [""; 0]);
    // Only here do the first letter and its sound differ.
    let unusual = |profile: &&Profile| {
        let an = profile.spoken().starts_with(['A', 'E', 'I', 'O', 'U']);
        profile.article != if an { Article::An } else { Article::A }
    };
    let unusual: Vec<_> = profiles().filter(unusual).map(|profile| profile.a_title()).collect();
    assert_eq!(unusual, ["a Urologist", "a Utilities Meter Reader"]);
}

fn what_the_release_knows_is_imported(entries: &[Snapshot]) {
    let count = |has: fn(&Profile) -> bool| entries.iter().filter(|entry| has(&entry.profile)).count();
    assert_eq!(count(|profile| !profile.experience.is_empty()), 195);
    assert_eq!(count(|profile| !profile.time_in_job.is_empty()), 663);
    assert_eq!(count(|profile| !profile.industries.is_empty()), 663);
    assert_eq!(count(|profile| !profile.experience_asked.is_empty()), 818);
    assert_eq!(count(|profile| !profile.education_levels.is_empty()), 810);
    assert_eq!(count(|profile| !profile.on_the_job_training.is_empty()), 815);
    assert_eq!(count(|profile| profile.interests.len() == 6), 923);
    assert_eq!(count(|profile| profile.work_styles.len() > 10), 879);
    assert_eq!(count(|profile| profile.activities.len() > 2), 923);
    assert_eq!(count(|profile| !profile.tools.is_empty()), 923);
    let shared = |profile: &Profile| profile.pay.iter().all(|pay| pay.counted_with.is_some());
    for Snapshot { profile, .. } in entries {
        let code = profile.onet_code.as_deref().unwrap();
        assert!(code.ends_with(".00") || shared(profile), "{code}");
        let employed = profile.number_employed.iter().map(|employed| &employed.counted_with);
        assert!(
            employed.eq(profile.pay.iter().map(|pay| &pay.counted_with).take(profile.number_employed.len()))
        );
    }
    let nurse =
        |code: &str| entries.iter().find(|entry| entry.profile.onet_code.as_deref() == Some(code)).unwrap();
    assert_eq!(nurse("29-1141.01").profile.pay[0].counted_with.as_deref(), Some("Registered Nurse"));
    assert_eq!(nurse("29-1141.00").profile.pay[0].counted_with, None);
}

fn summaries_are_answers(entries: &[Snapshot]) {
    let of = |code: &str| {
        let entry = entries.iter().find(|entry| entry.profile.onet_code.as_deref() == Some(code)).unwrap();
        entry.profile.summary.as_str()
    };
    assert!(of("29-1141.00").starts_with("Registered nurses assess patient health problems and needs, "));
    assert!(of("25-1123.00").starts_with("Postsecondary English language and literature teachers teach "));
    assert!(of("45-4011.00").starts_with("Under supervision, forest and conservation workers perform "));
    assert_eq!(of("11-9199.00"), "This is a collective title for all managers not listed separately.");
    let sentences = entries.iter().flat_map(|entry| entry.profile.summary.split(". "));
    let without_subject = |sentence: &&str| {
        ["May ", "Includes ", "Excludes ", "Must ", "Requires ", "Responsible "]
            .iter()
            .any(|start| sentence.starts_with(start))
    };
    assert_eq!(sentences.filter(without_subject).collect::<Vec<_>>(), [""; 0]);
}

/// The titles as they are in the release.
fn official_titles(release: &Path) -> Vec<String> {
    let mut archive = ZipArchive::new(File::open(release).unwrap()).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name("db_29_3_text/Occupation Data.txt").unwrap();
    file.read_to_string(&mut text).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect()
}

fn projections_account_for_every_career(site: &Site, projections: &ProjectionArgs) {
    let report = projections::run(&site.home.db, projections, at(2)).unwrap();
    let careers = &report.careers;
    assert_eq!(
        (careers.own, careers.shared, careers.military, careers.without.len()),
        (820, 177, 19, 0),
        "{report}"
    );
    assert_eq!((careers.with_code(), careers.changed), (ALL, 997));
    let entries = site.entries();
    let civilian =
        entries.iter().filter(|entry| !entry.profile.onet_code.as_deref().unwrap().starts_with("55-"));
    for Snapshot { profile, .. } in civilian {
        let [outlook] = &profile.outlook[..] else { panic!("{}", profile.title) };
        assert!(outlook.growth.is_some() && outlook.openings.is_some(), "{}", profile.title);
    }
    let reasons = entries.iter().flat_map(|entry| &entry.profile.outlook).map(|outlook| &outlook.reason);
    assert_eq!(reasons.filter(|reason| !reason.is_empty()).count(), 511, "the source gives no others");
    let developer = &site.entry("15-1252.00").profile.outlook[0];
    assert_eq!((developer.employed_from, developer.employed_to), (Some(1_693_800), Some(1_961_400)));
    assert_eq!(
        (developer.growth, developer.openings, developer.years().as_str()),
        (Some(15.8), Some(115_200), "2024–34")
    );
}

on_both!(a_real_release_leaves_samples_that_are_kept_unchanged);
fn a_real_release_leaves_samples_that_are_kept_unchanged(db: TestDb) {
    let site = Site::on(db);
    let test = concat!(module_path!(), "::a_real_release_leaves_samples_that_are_kept_unchanged");
    let Some(files) = Files::find(test) else { return };
    let args = OnetArgs { keep_samples: true, ..files.args(&site) };
    site.home.db.write_now(bundle::store_starter).unwrap();
    let starter = site.entries();
    assert_eq!(starter.len(), 5);
    let report = site.import(&args, 1).unwrap();
    assert_eq!((report.careers.new.len(), report.careers.of_release()), (ALL, ALL));
    let moved: Vec<_> =
        report.careers.moved.iter().map(|item| (item.title.as_str(), item.slug.as_str())).collect();
    let expected =
        [("Software Developer", "software-developer-15-1252"), ("Web Developer", "web-developer-15-1254")];
    assert_eq!(moved, expected);
    let entries = site.entries();
    assert_eq!(entries.len(), starter.len() + ALL);
    assert_eq!(entries[..5], starter);
    for (title, slug) in expected {
        let entry = entries.iter().find(|entry| entry.profile.slug.as_str() == slug).unwrap();
        assert_eq!((entry.profile.title.as_str(), entry.profile.sample), (title, false));
    }
}

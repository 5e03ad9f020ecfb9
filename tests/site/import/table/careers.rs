//! Tables of careers.

use metier::models::career::{Origin, Status};
use metier::models::source;
use metier::profile::fields::Field;
use metier::profile::{Article, Education, Group, Skill};

use super::{CAREERS, args, career, csv, import, import_with};
use crate::common::{all_answer, get, redirects};
use crate::import::merging::{edit, id, publish};
use crate::import::site::{Site, at};
use crate::support::careers::load;
use crate::support::{TestDb, count, entry, save, slug};

on_both!(async every_row_becomes_a_published_career);
async fn every_row_becomes_a_published_career(db: TestDb) {
    let site = Site::on(db);
    let report = import(&site, &CAREERS, 1).unwrap();
    assert_eq!(
        (report.done.new.len(), report.done.updated.len(), report.done.unchanged),
        (2, 0, 0),
        "{report}"
    );
    let nurse = career(&site, "2231");
    assert_eq!((nurse.status, nurse.origin, nurse.updated_at), (Status::Published, Origin::Import, at(1)));
    let profile = nurse.profile;
    assert_eq!(
        (profile.title.as_str(), profile.slug.as_str(), profile.article),
        ("Kite Nurse", "kite-nurse", Article::A)
    );
    assert_eq!(
        (profile.summary.as_str(), profile.education),
        ("Kite nurses *mend* kites.", Some(Education::Bachelor))
    );
    assert_eq!(profile.responsibilities, ["Mends kites", "Calms kites"]);
    assert_eq!(profile.alternate_titles, ["Kite sister", "Sail mender", "Kite nurses"]);
    assert_eq!(profile.skills[1], Skill { name: "Patience".into(), importance: 0.5 });
    assert_eq!(profile.related, [slug("other-kite-manager")]);
    let groups: Vec<_> = profile.citations.iter().map(|one| (one.group, one.source.as_str())).collect();
    let source = "kite-office-2030";
    assert_eq!(groups, [(Group::Text, source), (Group::Education, source), (Group::Skills, source)]);
    let manager = career(&site, "2232").profile;
    assert_eq!((manager.title.as_str(), manager.related), ("Other Kite Manager", vec![slug("kite-nurse")]));
    let sources = site.home.db.read_now(source::all).unwrap();
    assert_eq!(sources[0].license.as_deref(), Some("Free as the wind"));

    redirects(&site.home, 307, "/careers/2231/pay", "/careers/kite-nurse/pay").await;
    all_answer(&site.home, 404, ["/careers/2233"]).await;
    let page = get(&site.home, "/careers/kite-nurse").await.body;
    assert!(page.contains("Occupation code: 2231."), "{page}");
    assert!(!page.contains("O*NET"), "{page}");
}

on_both!(a_second_run_changes_nothing_and_a_partial_table_only_its_columns);
fn a_second_run_changes_nothing_and_a_partial_table_only_its_columns(db: TestDb) {
    let site = Site::on(db);
    import(&site, &CAREERS, 1).unwrap();
    let (before, revisions) = (site.entries(), count(&site.home.db, "SELECT COUNT(*) FROM revisions"));
    let report = import(&site, &CAREERS, 2).unwrap();
    assert_eq!((report.done.unchanged, report.done.new.len()), (2, 0), "{report}");
    assert_eq!((site.entries(), count(&site.home.db, "SELECT COUNT(*) FROM revisions")), (before, revisions));
    let report = import(&site, &["code|summary|skills", "2231|They mend.|"], 3).unwrap();
    assert_eq!((report.done.updated.len(), report.done.unchanged), (1, 0), "{report}");
    let after = career(&site, "2231").profile;
    assert_eq!(
        (after.summary.as_str(), after.skills.len(), after.responsibilities.len()),
        ("They mend.", 0, 2)
    );
    assert_eq!(after.title, "Kite Nurse");
    let renamed = import(&site, &["slug|title|code", "kite-nurse|Kite Medic|2239"], 4).unwrap_err();
    assert_eq!(
        renamed,
        "table.csv, row 2, column “code”: The career “Kite Nurse” (kite-nurse) has the code 2231"
    );
}

on_both!(what_was_edited_here_is_left_alone_and_a_draft_takes_the_rest);
fn what_was_edited_here_is_left_alone_and_a_draft_takes_the_rest(db: TestDb) {
    let site = Site::on(db);
    import(&site, &CAREERS, 1).unwrap();
    let id = id(&site, "kite-nurse");
    edit(&site, id, |profile| profile.summary = "Ours.".into());
    publish(&site, id);
    edit(&site, id, |profile| profile.qualifications = vec!["Draft".into()]);
    let newer = CAREERS[1].replace("*mend*", "sew").replace("Calms", "Feeds").replace("steady", "strong");
    let report = import(&site, &[CAREERS[0], &newer, CAREERS[2]], 2).unwrap();
    assert_eq!((report.done.updated.len(), report.done.unchanged), (1, 1));
    assert_eq!(report.done.kept.keys().copied().collect::<Vec<_>>(), [Field::Summary]);
    assert!(
        report
            .to_string()
            .contains("Summary: edited here, left as it is:\n  2231 Kite Nurse (/careers/kite-nurse)")
    );
    let live = career(&site, "2231");
    assert_eq!((live.profile.summary.as_str(), live.origin), ("Ours.", Origin::Person));
    assert_eq!(live.profile.responsibilities, ["Mends kites", "Feeds kites"]);
    assert_eq!(live.profile.qualifications, ["A strong hand"]);
    let draft = load(&site.home.db, id);
    assert_eq!(draft.profile.responsibilities, live.profile.responsibilities);
    assert_eq!((draft.profile.qualifications, draft.revision.published_at), (vec!["Draft".to_owned()], None));
}

on_both!(every_wrong_cell_is_named_and_nothing_is_written);
fn every_wrong_cell_is_named_and_nothing_is_written(db: TestDb) {
    let site = Site::on(db);
    save(&site.home.db, &[entry("Kite Poet")]).unwrap();
    let before = site.entries();
    let rows = [
        "title|code|summary|education|skills|related|slug|",
        "Kite Cook|22 31|Cooks.|Diploma|Frying|kite-poet / nobody||",
        "|2232|||||Kite Baker|",
        "Kite Baker|2233|Bakes.|||kite-poet|a",
        "Kite Smith|2233|Forges.|||||extra",
        "Kite Poet|2234|Rhymes.|||2234||",
    ];
    let expected = "\
table.csv, row 2, column “code”: “22 31” is not a code such as 2231: use digits, letters, single hyphens and periods, at most 20 characters
table.csv, row 2, column “education”: “Diploma” is not one of: less_than_high_school, high_school, postsecondary_certificate, some_college, associate, bachelor, post_bachelor_certificate, master, post_master_certificate, first_professional, doctorate, post_doctoral
table.csv, row 2, column “skills”: Write “Frying” with its importance, like Negotiation (0.8)
table.csv, row 2, column “related”: No career has the code or slug “nobody”
table.csv, row 3, column “slug”: “Kite Baker” is not a slug: use only a-z, digits and single hyphens, at most 80 characters
table.csv, row 3, column “title”: Fill this in
table.csv, row 3, column “summary”: Fill this in
table.csv, row 5: has a value in a column without a name. Name it in the first row
table.csv, row 5, column “code”: “2233” is in row 4, too
table.csv, row 6, column “related”: A career can’t be related to itself";
    assert_eq!(import(&site, &rows, 1).unwrap_err(), expected);
    let many: Vec<String> = (1..=30).map(|number| format!("Kite {number}|x")).collect();
    let rows: Vec<&str> = ["title|code"].into_iter().chain(many.iter().map(String::as_str)).collect();
    let error = import(&site, &rows, 1).unwrap_err();
    assert_eq!((error.lines().count(), error.lines().last()), (26, Some("… and 35 more")), "{error}");
    assert_eq!(site.entries(), before);
    assert_eq!(count(&site.home.db, "SELECT COUNT(*) FROM sources WHERE slug = 'kite-office-2030'"), 0);
}

on_both!(a_slug_that_is_taken_gets_the_code_and_stays);
fn a_slug_that_is_taken_gets_the_code_and_stays(db: TestDb) {
    let site = Site::on(db);
    let mut sample = entry("Kite Nurse");
    sample.origin = Origin::Sample;
    save(&site.home.db, &[sample]).unwrap();
    let error = import(&site, &["title|summary", "Kite Nurse|Mends."], 1).unwrap_err();
    assert!(error.contains("The sample career “Kite Nurse” has the address kite-nurse"), "{error}");
    import(&site, &CAREERS, 1).unwrap();
    assert_eq!(career(&site, "2231").profile.slug, slug("kite-nurse-2231"));
    assert_eq!(import(&site, &CAREERS, 2).unwrap().done.unchanged, 2);
}

on_both!(a_code_belongs_to_one_career);
fn a_code_belongs_to_one_career(db: TestDb) {
    let site = Site::on(db);
    import(&site, &CAREERS, 1).unwrap();
    let mut other = entry("Kite Poet");
    other.profile.code = Some("2231".into());
    let error = save(&site.home.db, &[other.clone()]).unwrap_err().to_string();
    assert_eq!(error, "kite-poet: code: The career “kite-nurse” already has the code 2231");
    let id = id(&site, "kite-nurse");
    edit(&site, id, |profile| profile.code = Some("2233".into()));
    other.profile.code = Some("2233".into());
    assert!(save(&site.home.db, &[other.clone()]).is_err(), "a draft has it");
    other.profile.code = Some("2231".into());
    assert!(save(&site.home.db, &[other]).is_err(), "it is still public");
}

on_both!(a_dry_run_reports_and_writes_nothing);
fn a_dry_run_reports_and_writes_nothing(db: TestDb) {
    let site = Site::on(db);
    let path = site.folder.path().join("table.csv");
    std::fs::write(&path, csv(&CAREERS)).unwrap();
    let mut args = args(path);
    args.dry_run = true;
    let text = import_with(&site, &args, 1).unwrap().to_string();
    let (text, _) = text.rsplit_once('\n').unwrap();
    let expected = "\
Dry run: nothing was written.
Kite Office 2030: 2 careers
       2 new
       0 updated
       0 unchanged";
    assert_eq!((text, site.entries().len()), (expected, 0));
}

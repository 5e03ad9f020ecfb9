//! `metier export` and `metier import bundle`.

use std::fs;

use metier::import::bundle;
use metier::models::{draft, insight, logo, publication, revision};
use metier::profile::logo::Logo;
use metier::profile::voices::Insight;

use super::stderr;
use crate::support::careers::{actor, change, drafted, published, summarise};
use crate::support::{TestDb, entry, full, metier, plain, prepare, save, slug, texts};

on_both!(export_import_export_gives_the_same_bytes);
fn export_import_export_gives_the_same_bytes(db: TestDb) {
    prepare(&db.db);
    let mut actuary = entry("Actuary");
    actuary.profile.summary = "Counts.".into();
    save(&db.db, &[full("Wiretapper", "actuary"), actuary]).unwrap();
    db.db.write_now(bundle::store_starter).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first.json"), folder.path().join("second.json"));
    let run = |db: &TestDb, arguments: &[&str], file: &std::path::Path| {
        let output = metier(db).args(arguments).arg(file).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    };
    run(&db, &["export"], &first);
    for other in [Some(TestDb::sqlite()), TestDb::postgres(module_path!())].into_iter().flatten() {
        run(&other, &["import", "bundle"], &first);
        run(&other, &["export"], &second);
        assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap());
    }
    let printed = metier(&db).args(["export", "-"]).output().unwrap().stdout;
    assert!(printed == fs::read(&first).unwrap());
    assert!(String::from_utf8(printed).unwrap().contains("Brindlewick"), "insights are in it");
}

on_both!(history_and_drafts_are_exported_on_request);
fn history_and_drafts_are_exported_on_request(db: TestDb) {
    let (baker, clerk) = (published(&db.db, "Baker"), drafted(&db.db, "Clerk"));
    summarise(&db.db, baker, 2, "Bakes at night.").unwrap();
    change(&db.db, |conn| publication::publish(conn, &actor(), baker, 3)).unwrap();
    change(&db.db, |conn| publication::move_to(conn, &actor(), baker, 4, &slug("bread-maker"))).unwrap();
    summarise(&db.db, baker, 5, "A draft of the baker.").unwrap();
    summarise(&db.db, clerk, 1, "A second draft.").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first.json"), folder.path().join("second.json"));
    let export = |db: &TestDb, file: &std::path::Path, more: &[&str]| {
        let output = metier(db).arg("export").arg(file).args(more).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read_to_string(file).unwrap()
    };
    assert!(!export(&db, &first, &[]).contains("A draft of the baker."));
    let whole = export(&db, &first, &["--with-history"]);
    for other in [Some(TestDb::sqlite()), TestDb::postgres(module_path!())].into_iter().flatten() {
        let output = metier(&other).args(["import", "bundle"]).arg(&first).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(export(&other, &second, &["--with-history"]) == whole);
        let draft = other.db.read_now(|conn| draft::load(conn, 1)).unwrap().unwrap();
        assert_eq!(draft.profile.summary, "A draft of the baker.");
        assert_eq!(other.db.read_now(|conn| revision::live(conn, 1)).unwrap(), Some(2));
        assert_eq!(texts(&other.db, "SELECT summary AS text FROM published"), ["Bakes at night."]);
    }
}

on_both!(existing_careers_are_replaced_only_with_overwrite);
fn existing_careers_are_replaced_only_with_overwrite(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("b.json");
    let export = || metier(&db).arg("export").arg(&file).output().unwrap();
    assert!(export().status.success());
    let before = fs::read(&file).unwrap();
    let import =
        |more: &[&str]| metier(&db).args(["import", "bundle"]).arg(&file).args(more).output().unwrap();
    let refused = import(&[]);
    assert!(!refused.status.success());
    assert!(
        stderr(&refused).contains("web-developer: a career with this slug already exists"),
        "{}",
        stderr(&refused)
    );
    assert!(import(&["--overwrite"]).status.success());
    assert!(export().status.success());
    assert!(fs::read(&file).unwrap() == before, "the same careers, none doubled");
}

on_both!(an_invalid_bundle_stores_nothing);
fn an_invalid_bundle_stores_nothing(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("b.json");
    let starter = TestDb::sqlite();
    starter.db.write_now(bundle::store_starter).unwrap();
    assert!(metier(&starter).arg("export").arg(&file).output().unwrap().status.success());
    let right = fs::read_to_string(&file).unwrap();
    for (from, to, expected) in [
        ("\"front-end-engineer\",", "\"no-such-career\",", "No career has the slug “no-such-career”"),
        ("\"amount\": 7905700", "\"amount\": -1", "back-end-developer: pay[0].total: can’t be negative"),
        ("\"title\": \"Web Developer\"", "\"titel\": \"Web Developer\"", "b.json, line "),
    ] {
        assert!(right.contains(from), "{from}");
        fs::write(&file, right.replacen(from, to, 1)).unwrap();
        let output = metier(&db).args(["import", "bundle"]).arg(&file).output().unwrap();
        assert!(!output.status.success());
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
        let careers = db.db.read_now(metier::models::career::all_ids).unwrap();
        assert_eq!(careers, [] as [i64; 0]);
    }
}

#[test]
fn an_export_without_a_database_creates_none() {
    let folder = tempfile::tempdir().unwrap();
    let output = plain().current_dir(folder.path()).args(["export", "-"]).output().unwrap();
    assert!(!output.status.success());
    assert!(stderr(&output).contains("there is no database metier.db"), "{}", stderr(&output));
    assert!(!folder.path().join("metier.db").exists());
}

on_both!(logos_are_exported_and_checked_on_import);
fn logos_are_exported_and_checked_on_import(db: TestDb) {
    let mut baker = entry("Baker");
    baker.profile.summary = "Bakes.".into();
    save(&db.db, &[baker]).unwrap();
    let mut picture = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(9, 9).write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let logo = Logo::read(picture.get_ref()).unwrap();
    let said = Insight {
        employer: "Quillhaven".into(),
        job_title: "Baker".into(),
        said_on: "2026-01-01".parse().unwrap(),
        quote: "Rise early.".into(),
        moderation: metier::profile::voices::Moderation::Approved,
        logo: Some(logo.fingerprint.clone()),
    };
    let stored = db.db.write_now(|conn| {
        logo::store(conn, &logo)?;
        insight::replace(conn, &[(1, &[said])])
    });
    stored.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first.json"), folder.path().join("second.json"));
    assert!(metier(&db).arg("export").arg(&first).output().unwrap().status.success());
    let other = TestDb::sqlite();
    let import = || metier(&other).args(["import", "bundle"]).arg(&first).output().unwrap();
    let right = fs::read_to_string(&first).unwrap();
    for (from, to, expected) in [
        ("\"picture\": \"", "\"picture\": \"?", "is damaged: it can’t be read as a picture"),
        ("\"logo\": \"", "\"logo\": \"0", "baker: the bundle has no logo “0"),
    ] {
        fs::write(&first, right.replacen(from, to, 1)).unwrap();
        let refused = import();
        assert!(!refused.status.success());
        assert!(stderr(&refused).contains(expected), "{}", stderr(&refused));
    }
    fs::write(&first, &right).unwrap();
    let output = import();
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(other.db.read_now(logo::all).unwrap(), [logo]);
    assert!(metier(&other).arg("export").arg(&second).output().unwrap().status.success());
    assert!(right == fs::read_to_string(&second).unwrap());
}

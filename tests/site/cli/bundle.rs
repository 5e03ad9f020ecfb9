//! `metier export` and `metier import bundle`.

use std::fs;
use std::path::Path;
use std::process::Command;

use metier::import::bundle;
use metier::models::{draft, insight, logo, publication, revision};
use metier::profile::logo::Logo;
use metier::profile::voices::{Insight, Moderation};
use tempfile::NamedTempFile;

use crate::support::careers::{actor, change, drafted, published, summarise};
use crate::support::commands::{fail, succeed};
use crate::support::{TestDb, date, entry, full, metier, prepare, save, slug, stored, texts};

/// The output of `metier export -`.
fn export(db: &TestDb, more: &[&str]) -> String {
    succeed(metier(db).args(["export", "-"]).args(more))
}

/// A command that imports a bundle.
fn import(db: &TestDb, bundle: &Path) -> Command {
    let mut command = metier(db);
    command.args(["import", "bundle"]).arg(bundle);
    command
}

/// Imports a bundle into a new database of each kind.
fn imported(bundle: &Path) -> impl Iterator<Item = TestDb> {
    let others = [Some(TestDb::sqlite()), TestDb::postgres(module_path!())].into_iter().flatten();
    others.inspect(move |other| drop(succeed(import(other, bundle))))
}

on_both!(export_import_export_gives_the_same_bytes);
fn export_import_export_gives_the_same_bytes(db: TestDb) {
    prepare(&db.db);
    let mut actuary = entry("Actuary");
    actuary.profile.summary = "Counts.".into();
    save(&db.db, &[full("Wiretapper", "actuary"), actuary]).unwrap();
    db.db.write_now(bundle::store_starter).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.json");
    fs::write(&file, "An export replaces what was there.").unwrap();
    succeed(metier(&db).arg("export").arg(&file));
    let content = fs::read_to_string(&file).unwrap();
    assert!(content.contains("Brindlewick"), "insights are in it");
    assert!(export(&db, &[]) == content);
    for other in imported(&file) {
        assert!(export(&other, &[]) == content);
    }
}

on_both!(history_and_drafts_are_exported_on_request);
fn history_and_drafts_are_exported_on_request(db: TestDb) {
    let (baker, clerk) = (published(&db.db, "Baker"), drafted(&db.db, "Clerk"));
    summarise(&db.db, baker, 2, "Bakes at night.").unwrap();
    change(&db.db, |conn| publication::publish(conn, &actor(), baker, 3)).unwrap();
    change(&db.db, |conn| publication::move_to(conn, &actor(), baker, 4, &slug("bread-maker"))).unwrap();
    summarise(&db.db, baker, 5, "A draft of the baker.").unwrap();
    summarise(&db.db, clerk, 1, "A second draft.").unwrap();
    assert!(!export(&db, &[]).contains("A draft of the baker."));
    let whole = export(&db, &["--with-history"]);
    let file = NamedTempFile::new().unwrap();
    fs::write(&file, &whole).unwrap();
    for other in imported(file.path()) {
        assert!(export(&other, &["--with-history"]) == whole);
        let draft = other.db.read_now(|conn| draft::load(conn, 1)).unwrap().unwrap();
        assert_eq!(draft.profile.summary, "A draft of the baker.");
        assert_eq!(other.db.read_now(|conn| revision::live(conn, 1)).unwrap(), Some(2));
        assert_eq!(texts(&other.db, "SELECT summary AS text FROM published"), ["Bakes at night."]);
    }
}

on_both!(existing_careers_are_replaced_only_with_overwrite);
fn existing_careers_are_replaced_only_with_overwrite(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let before = export(&db, &[]);
    let file = NamedTempFile::new().unwrap();
    fs::write(&file, &before).unwrap();
    fail(import(&db, file.path()), "web-developer: a career with this slug already exists");
    succeed(import(&db, file.path()).arg("--overwrite"));
    assert!(export(&db, &[]) == before, "the same careers, none doubled");
}

on_both!(an_invalid_bundle_stores_nothing);
fn an_invalid_bundle_stores_nothing(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("b.json");
    let starter = TestDb::sqlite();
    starter.db.write_now(bundle::store_starter).unwrap();
    let right = export(&starter, &[]);
    for (from, to, expected) in [
        ("\"front-end-engineer\",", "\"no-such-career\",", "No career has the slug “no-such-career”"),
        (
            "\"amount\": 7905700",
            "\"amount\": -1",
            "back-end-developer: pay[0].total: The amount can’t be negative",
        ),
        ("\"title\": \"Web Developer\"", "\"titel\": \"Web Developer\"", "b.json, line "),
    ] {
        assert!(right.contains(from), "{from}");
        fs::write(&file, right.replacen(from, to, 1)).unwrap();
        fail(import(&db, &file), expected);
        assert_eq!(stored(&db.db), []);
    }
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
        said_on: date("2026-01-01"),
        quote: "Rise early.".into(),
        moderation: Moderation::Approved,
        logo: Some(logo.fingerprint.clone()),
    };
    let done = db.db.write_now(|conn| {
        logo::store(conn, &logo)?;
        insight::replace(conn, &[(1, &[said])])
    });
    done.unwrap();
    let right = export(&db, &[]);
    let other = TestDb::sqlite();
    let file = NamedTempFile::new().unwrap();
    for (from, to, expected) in [
        ("\"picture\": \"", "\"picture\": \"?", "The image is damaged and can’t be read"),
        ("\"logo\": \"", "\"logo\": \"0", "baker: the bundle has no logo “0"),
    ] {
        fs::write(&file, right.replacen(from, to, 1)).unwrap();
        fail(import(&other, file.path()), expected);
    }
    fs::write(&file, &right).unwrap();
    succeed(import(&other, file.path()));
    assert_eq!(other.db.read_now(logo::all).unwrap(), [logo]);
    assert!(export(&other, &[]) == right);
}

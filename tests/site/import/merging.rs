//! What an import does to careers that exist already.

use metier::forms::profile::ProfileForm;
use metier::models::career::{Origin, Status};
use metier::models::snapshot::Snapshot;
use metier::models::user::Role;
use metier::models::{career, draft, publication, review};
use metier::profile::fields::Field;
use metier::profile::{Profile, Slug};

use super::site::{Site, at};
use crate::support::careers::{actor, change, load};
use crate::support::release::{old_names, with};
use crate::support::wages::xlsx;
use crate::support::{TestDb, Visitor, count, entry, save, slug};

on_both!(importing_again_updates_only_changed_careers);
fn importing_again_updates_only_changed_careers(db: TestDb) {
    let site = Site::on(db);
    site.import(&site.unpacked(&old_names()), 1).unwrap();
    let before = site.entries();
    let report = site.import(&site.unpacked(&old_names()), 2).unwrap();
    assert_eq!((report.careers.unchanged, report.careers.updated.len()), (4, 0));
    assert_eq!(site.entries(), before);
    let changed = with(old_names(), "Occupation Data.txt", "Fly kites.", "Fly kites high.");
    let report = site.import(&site.unpacked(&changed), 3).unwrap();
    assert_eq!((report.careers.unchanged, report.careers.updated.len()), (3, 1));
    let after = site.entries();
    let changed: Vec<_> = after.iter().zip(&before).filter(|(new, old)| new != old).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].0.updated_at, at(3));
}

on_both!(only_the_sections_that_someone_edited_are_left_alone);
fn only_the_sections_that_someone_edited_are_left_alone(db: TestDb) {
    let site = Site::on(db);
    site.import(&site.unpacked(&old_names()), 1).unwrap();
    let (id, before) = (id(&site, "kite-manager"), site.entry("11-9999.00").profile);
    edit(&site, id, |profile| profile.responsibilities[1] = "Sell kites.".into());
    publish(&site, id);
    let edited = site.entry("11-9999.00");
    assert_eq!(edited.profile.edited, [Field::Responsibilities].into());
    let newer = with(old_names(), "Occupation Data.txt", "Plan kites.", "Plan all kites.");
    let newer = with(newer, "Alternate Titles.txt", "COK", "CK");
    let mut args = site.unpacked(&newer);
    let report = site.import(&args, 2).unwrap();
    assert_eq!((report.careers.unchanged, report.careers.updated.len()), (3, 1));
    let kept = "left as they are (--overwrite replaces them):\n  Responsibilities: Kite Manager\n";
    assert!(report.to_string().contains(kept), "{report}");
    let after = site.entry("11-9999.00");
    assert_eq!(after.profile.responsibilities, ["Fly kites.", "Sell kites.", "Repair kites."]);
    assert!(after.profile.summary.starts_with("Kite managers plan all kites."), "{}", after.profile.summary);
    assert_eq!(after.profile.alternate_titles, ["Chief of Kites", "CK", "Kite Managers"]);
    assert_eq!((after.profile.citations, after.origin), (before.citations, Origin::Person));

    let numbers = || count(&site.home.db, "SELECT COUNT(*) FROM revisions");
    let (entries, revisions) = (site.entries(), numbers());
    assert_eq!(site.import(&args, 3).unwrap().careers.unchanged, 4);
    assert_eq!((site.entries(), numbers()), (entries, revisions), "a second time changes nothing");

    args.overwrite = true;
    let report = site.import(&args, 4).unwrap();
    assert_eq!((report.careers.unchanged, report.careers.overwritten.len()), (3, 1));
    assert!(report.careers.kept.is_empty());
    let after = site.entry("11-9999.00");
    assert_eq!(after.profile.responsibilities, before.responsibilities);
    assert_eq!((after.profile.edited.len(), after.origin, after.updated_at), (0, Origin::Import, at(4)));
}

on_both!(careers_edited_before_profiles_said_so_keep_everything);
fn careers_edited_before_profiles_said_so_keep_everything(db: TestDb) {
    let site = Site::on(db);
    site.import(&site.unpacked(&old_names()), 1).unwrap();
    let mut edited = site.entry("11-9999.00");
    (edited.origin, edited.status) = (Origin::Person, Status::Withdrawn);
    (edited.profile.summary, edited.profile.alternate_titles) = ("Ours.".into(), Vec::new());
    save(&site.home.db, &[edited.clone()]).unwrap();
    let newer = with(old_names(), "Task Statements.txt", "Buy kites.", "Buy many kites.");
    site.import(&site.unpacked(&newer), 2).unwrap();
    let after = site.entry("11-9999.00");
    assert_eq!((after.status, after.origin), (Status::Withdrawn, Origin::Person));
    assert_eq!(after.profile.responsibilities, edited.profile.responsibilities);
    assert_eq!(after.profile.summary, "Ours.");
    assert_eq!(after.profile.alternate_titles.len(), 3, "there were none");
    assert!(after.profile.edited.contains(&Field::Summary), "{:?}", after.profile.edited);
    assert!(!after.profile.edited.contains(&Field::AlternateTitles), "{:?}", after.profile.edited);
}

on_both!(an_import_fills_the_rest_of_careers_made_by_hand);
fn an_import_fills_the_rest_of_careers_made_by_hand(db: TestDb) {
    let site = Site::on(db);
    let mut made = Profile { summary: "Ours.".into(), ..Profile::new("Sky Boss") };
    made.onet_code = Some("11-9999.00".into());
    change(&site.home.db, |conn| draft::create(conn, &actor(), &made, "")).unwrap();
    let report = site.import(&site.unpacked(&old_names()), 1).unwrap();
    assert_eq!((report.careers.new.len(), report.careers.updated.len()), (3, 1));
    let kept: Vec<_> = report.careers.kept.keys().copied().collect();
    assert_eq!(kept, [Field::Title, Field::Summary]);
    let Snapshot { profile, status, .. } = site.entry("11-9999.00");
    assert_eq!(
        (profile.title.as_str(), profile.summary.as_str(), status),
        ("Sky Boss", "Ours.", Status::Draft)
    );
    assert_eq!((profile.slug.as_str(), profile.responsibilities.len()), ("sky-boss", 3));
    let draft = load(&site.home.db, id(&site, "sky-boss"));
    assert_eq!((draft.profile, draft.revision.published_at), (profile, None));
}

on_both!(a_draft_in_progress_keeps_its_changes_and_takes_the_rest);
fn a_draft_in_progress_keeps_its_changes_and_takes_the_rest(db: TestDb) {
    let site = Site::on(db);
    site.import(&site.unpacked(&old_names()), 1).unwrap();
    let id = id(&site, "kite-manager");
    edit(&site, id, |profile| profile.summary = "Ours.".into());
    let draft = load(&site.home.db, id);
    change(&site.home.db, |conn| review::submit(conn, &actor(), id, draft.version, "Please look")).unwrap();
    let before = load(&site.home.db, id);
    let newer = with(old_names(), "Task Statements.txt", "Buy kites.", "Buy many kites.");
    let mut args = site.unpacked(&newer);
    let report = site.import(&args, 2).unwrap();
    assert_eq!((report.careers.unchanged, report.careers.updated.len()), (3, 1));

    let live = site.entry("11-9999.00").profile;
    assert_eq!(
        (live.summary.starts_with("Kite managers plan kites."), live.responsibilities[1].as_str()),
        (true, "Buy many kites.")
    );
    let after = load(&site.home.db, id);
    assert_eq!(
        (after.profile.summary.as_str(), &after.profile.responsibilities),
        ("Ours.", &live.responsibilities)
    );
    assert_eq!((after.is_live(), after.revision.published_at), (false, None));
    assert!(after.version > before.version, "an open form is a conflict");
    assert_eq!(site.home.db.read_now(review::waiting).unwrap(), 1, "it still waits for review");

    assert_eq!(site.import(&args, 3).unwrap().careers.unchanged, 4);
    assert_eq!(load(&site.home.db, id), after, "a second time changes nothing");
    args.overwrite = true;
    assert_eq!(
        site.import(&args, 4).unwrap().careers.unchanged,
        4,
        "what isn’t public yet is never overwritten"
    );
    publish(&site, id);
    assert_eq!(site.entry("11-9999.00").profile.summary, "Ours.");
}

on_both!(async a_released_section_takes_the_next_import);
async fn a_released_section_takes_the_next_import(db: TestDb) {
    let site = Site::on(db);
    let args = site.unpacked(&old_names());
    site.import(&args, 1).unwrap();
    let id = id(&site, "kite-manager");
    edit(&site, id, |profile| profile.summary = "Ours.".into());
    publish(&site, id);
    let editor = Visitor::signed_in(&site.home, Role::Editor);
    let path = format!("/admin/careers/{id}/edit");
    let page = editor.get(&path).await;
    assert_eq!(page.attributes("[name=release]", "value"), ["summary"]);
    let draft = load(&site.home.db, id);
    let mut form = ProfileForm::from_profile(&draft.profile);
    (form.version, form.released) = (draft.version.to_string(), [Field::Summary].into());
    let pairs = form.pairs();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(editor.post(&path, &pairs).await.status, 303);
    assert!(load(&site.home.db, id).profile.edited.is_empty());
    assert_eq!(site.import(&args, 2).unwrap().careers.updated.len(), 1, "the draft takes it");
    assert_eq!(site.entry("11-9999.00").profile.summary, "Ours.", "visitors see only what was published");
    publish(&site, id);
    assert!(site.entry("11-9999.00").profile.summary.starts_with("Kite managers plan kites."));
}

pub fn id(site: &Site, address: &str) -> i64 {
    site.home.db.read_now(|conn| career::find(conn, &slug(address))).unwrap().unwrap().id
}

/// Saves a draft.
pub fn edit(site: &Site, id: i64, edit: impl FnOnce(&mut Profile)) {
    let mut draft = load(&site.home.db, id);
    edit(&mut draft.profile);
    change(&site.home.db, |conn| draft::save(conn, &actor(), id, draft.version, &draft.profile, "")).unwrap();
}

pub fn publish(site: &Site, id: i64) {
    let version = load(&site.home.db, id).version;
    change(&site.home.db, |conn| publication::publish(conn, &actor(), id, version)).unwrap();
}

on_both!(an_address_in_use_is_not_taken_over);
fn an_address_in_use_is_not_taken_over(db: TestDb) {
    let site = Site::on(db);
    let mut held = Snapshot { origin: Origin::Person, ..entry("Kite Manager") };
    held.profile.summary = "Ours.".into();
    save(&site.home.db, &[held.clone()]).unwrap();
    let report = site.import(&site.unpacked(&old_names()), 1).unwrap();
    let moved: Vec<&str> = report.careers.moved.iter().map(|item| item.slug.as_str()).collect();
    assert_eq!(moved, ["kite-manager-11-9999", "kite-flyer-47-1111"]);
    let before = site.entries();
    assert_eq!(before[0].profile, held.profile);
    assert_eq!(site.import(&site.unpacked(&old_names()), 2).unwrap().careers.unchanged, 4);
    assert_eq!(site.entries(), before);
}

on_both!(related_careers_keep_their_addresses_and_missing_ones_are_listed);
fn related_careers_keep_their_addresses_and_missing_ones_are_listed(db: TestDb) {
    let site = Site::on(db);
    let mut renamed = Snapshot { origin: Origin::Person, ..entry("Sky Pilot") };
    renamed.profile.onet_code = Some("11-9999.01".into());
    let mut gone = entry("Gone");
    gone.profile.onet_code = Some("11-7777.00".into());
    save(&site.home.db, &[renamed, gone.clone()]).unwrap();
    let report = site.import(&site.unpacked(&old_names()), 1).unwrap();
    assert_eq!(report.careers.missing[0].code, "11-7777.00");
    assert_eq!(site.entry("11-9999.00").profile.related[0], Slug::suggest("Sky Pilot"));
    assert_eq!(site.entry("11-7777.00"), gone);
}

on_both!(an_import_leaves_it_to_editors_which_careers_are_featured);
fn an_import_leaves_it_to_editors_which_careers_are_featured(db: TestDb) {
    let site = Site::on(db);
    site.import(&site.unpacked(&old_names()), 1).unwrap();
    assert!(site.entries().iter().all(|entry| !entry.featured));
    save(&site.home.db, &[Snapshot { featured: true, ..site.entry("11-9999.00") }]).unwrap();
    let changed = with(old_names(), "Occupation Data.txt", "Plan kites.", "Plan all kites.");
    assert_eq!(site.import(&site.unpacked(&changed), 2).unwrap().careers.updated.len(), 1);
    assert!(site.entry("11-9999.00").featured);
}

on_both!(wages_are_imported_and_kept_by_imports_without_wages);
fn wages_are_imported_and_kept_by_imports_without_wages(db: TestDb) {
    let site = Site::on(db);
    let mut args = site.unpacked(&old_names());
    let wages = site.folder.path().join("wages.xlsx");
    xlsx(&wages, "national_M2030_dl", &["U.S. 11-9999 detailed 1 10 20 30 40 50 1 2 3 4 5"]);
    args.wages = vec![wages];
    let report = site.import(&args, 1).unwrap();
    let counted =
        report.wages.as_ref().map(|wages| (wages.own, wages.shared, wages.military, wages.without.len()));
    assert_eq!(counted, Some((1, 1, 1, 1)), "{report}");
    let pay = site.entry("11-9999.01").profile.pay;
    assert_eq!((pay.len(), pay[0].source.as_str()), (1, "oews-2030-05"), "the parent’s wage");
    assert_eq!(pay[0].counted_with.as_deref(), Some("Kite Manager"));
    args.wages = Vec::new();
    assert_eq!(site.import(&args, 2).unwrap().careers.unchanged, 4);
    assert_eq!(site.entry("11-9999.01").profile.pay, pay);
}

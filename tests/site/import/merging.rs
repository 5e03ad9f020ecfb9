//! What an import does to careers that exist already.

use metier::models::career::{Origin, Status};
use metier::models::snapshot::Snapshot;
use metier::profile::Slug;

use super::site::{Site, at};
use crate::support::release::{old_names, with};
use crate::support::wages::xlsx;
use crate::support::{TestDb, entry, save};

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

on_both!(an_edited_career_is_replaced_only_with_overwrite);
fn an_edited_career_is_replaced_only_with_overwrite(db: TestDb) {
    let site = Site::on(db);
    let mut args = site.unpacked(&old_names());
    site.import(&args, 1).unwrap();
    let mut edited = site.entry("11-9999.00");
    (edited.origin, edited.status) = (Origin::Person, Status::Withdrawn);
    edited.profile.summary = "Ours.".into();
    save(&site.home.db, &[edited.clone()]).unwrap();
    let report = site.import(&args, 2).unwrap();
    assert_eq!((report.careers.unchanged, report.careers.left[0].code.as_str()), (3, "11-9999.00"));
    let left = "(--overwrite replaces them):\n  11-9999.00 Kite Manager";
    assert!(report.to_string().contains(left), "{report}");
    assert_eq!(site.entry("11-9999.00"), edited);
    args.overwrite = true;
    let report = site.import(&args, 3).unwrap();
    assert_eq!((report.careers.unchanged, report.careers.overwritten.len()), (3, 1));
    let after = site.entry("11-9999.00");
    assert_eq!((after.origin, after.status, after.updated_at), (Origin::Import, Status::Withdrawn, at(3)));
    assert!(after.profile.summary.starts_with("Kite managers plan kites."));
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
    args.wages = Some(wages);
    let report = site.import(&args, 1).unwrap();
    let counted =
        report.wages.as_ref().map(|wages| (wages.own, wages.shared, wages.military, wages.without.len()));
    assert_eq!(counted, Some((1, 1, 1, 1)), "{report}");
    let pay = site.entry("11-9999.01").profile.pay;
    assert_eq!((pay.len(), pay[0].source.as_str()), (1, "oews-2030-05"), "the parent’s wage");
    assert_eq!(pay[0].counted_with.as_deref(), Some("Kite Manager"));
    args.wages = None;
    assert_eq!(site.import(&args, 2).unwrap().careers.unchanged, 4);
    assert_eq!(site.entry("11-9999.01").profile.pay, pay);
}

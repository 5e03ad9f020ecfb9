//! Profiles are stored and loaded unchanged.

use std::slice;

use metier::catalog::CatalogCache;
use metier::db::Db;
use metier::models::links::SaveError;
use metier::models::snapshot::{self, Snapshot};
use metier::models::{career, category};
use metier::profile::{Category, Profile};

use crate::support::{TestDb, entry, full, prepare, save, slug, stored};

fn prepared(db: &TestDb) -> &Db {
    prepare(&db.db);
    &db.db
}

on_both!(a_profile_comes_back_as_it_was_last_saved);
fn a_profile_comes_back_as_it_was_last_saved(db: TestDb) {
    let db = prepared(&db);
    let (engineer, mut nurse) = (full("Engineer", "nurse"), entry("Nurse"));
    save(db, &[engineer.clone(), nurse.clone()]).unwrap();
    assert_eq!(stored(db), [engineer.clone(), nurse.clone()]);
    nurse.profile.related = vec![engineer.profile.slug.clone()];
    save(db, slice::from_ref(&nurse)).unwrap();
    assert_eq!(stored(db), [engineer, nurse.clone()], "its related career and its path step stay");
    let shorter = entry("Engineer");
    save(db, slice::from_ref(&shorter)).unwrap();
    assert_eq!(stored(db), [shorter, nurse], "nothing of the longer profile is left");
}

on_both!(more_rows_than_fit_one_insert_are_stored);
fn more_rows_than_fit_one_insert_are_stored(db: TestDb) {
    let db = prepared(&db);
    let many: Vec<Snapshot> = (0..metier::db::BATCH + 1).map(numbered).collect();
    save(db, &many).unwrap();
    let mut stored = stored(db);
    stored.sort_by(|a, b| a.profile.title.cmp(&b.profile.title));
    assert!(stored == many, "some of {} careers came back changed, of {}", stored.len(), many.len());
}

/// A career with every field except the codes, which are unique. It links to the career before it; the first links to
/// itself.
fn numbered(number: usize) -> Snapshot {
    let whole = full(&format!("Career {number:04}"), &format!("career-{:04}", number.saturating_sub(1)));
    let featured = number.is_multiple_of(2);
    Snapshot { featured, profile: Profile { onet_code: None, code: None, ..whole.profile }, ..whole }
}

on_both!(every_unknown_link_is_named_and_nothing_is_stored);
fn every_unknown_link_is_named_and_nothing_is_stored(db: TestDb) {
    let db = prepared(&db);
    let known = numbered(0);
    save(db, slice::from_ref(&known)).unwrap();
    let changed = entry(&known.profile.title);
    let (mut engineer, mut nurse) = (full("Engineer", "nobody"), entry("Nurse"));
    engineer.profile.category = Some(slug("no-category"));
    engineer.profile.citations[0].source = slug("cited-source");
    engineer.profile.pay[0].source = slug("paying-source");
    nurse.profile.related = vec![slug("engineer"), slug("no-one-else")];
    let error = save(db, &[changed, engineer, nurse]).unwrap_err();
    assert!(matches!(error, SaveError::Problems(_)), "{error}");
    let text = error.to_string();
    let mut lines: Vec<_> = text.lines().collect();
    lines.sort_unstable();
    let expected = [
        "engineer: category: No category has the slug “no-category”",
        "engineer: citations[0].source: No source has the slug “cited-source”",
        "engineer: pay[0].source: No source has the slug “paying-source”",
        "engineer: related[0]: No career has the slug “nobody”",
        "nurse: related[1]: No career has the slug “no-one-else”",
    ];
    assert_eq!(lines, expected);
    assert_eq!(stored(db), [known]);
}

fn coded(title: &str, code: &str) -> Snapshot {
    let mut coded = entry(title);
    coded.profile.onet_code = Some(code.into());
    coded
}

on_both!(a_code_belongs_to_only_one_career);
fn a_code_belongs_to_only_one_career(db: TestDb) {
    let db = prepared(&db);
    let engineer = coded("Engineer", "15-1254.00");
    save(db, slice::from_ref(&engineer)).unwrap();
    let refused = |entries: &[Snapshot]| save(db, entries).unwrap_err().to_string();
    let taken = "nurse: onet_code: The career “engineer” already has the code 15-1254.00";
    assert_eq!(refused(&[coded("Nurse", "15-1254.00")]), taken);
    let twice = "midwife: onet_code: The career “nurse” already has the code 29-1141.00";
    assert_eq!(refused(&[coded("Nurse", "29-1141.00"), coded("Midwife", "29-1141.00")]), twice);
    assert_eq!(stored(db), [engineer]);
}

on_both!(careers_that_are_stored_together_can_swap_codes);
fn careers_that_are_stored_together_can_swap_codes(db: TestDb) {
    let db = prepared(&db);
    save(db, &[coded("Engineer", "15-1254.00"), coded("Nurse", "29-1141.00")]).unwrap();
    let exchanged = [coded("Engineer", "29-1141.00"), coded("Nurse", "15-1254.00")];
    save(db, &exchanged).unwrap();
    assert_eq!(stored(db), exchanged);
    let (midwife, engineer) = (coded("Midwife", "29-1141.00"), entry("Engineer"));
    save(db, &[midwife.clone(), engineer.clone()]).unwrap();
    let [_, nurse] = exchanged;
    assert_eq!(stored(db), [engineer, nurse, midwife]);
}

on_both!(loading_many_careers_takes_no_more_queries_than_one);
fn loading_many_careers_takes_no_more_queries_than_one(db: TestDb) {
    let db = prepared(&db);
    save(db, &(0..50).map(numbered).collect::<Vec<_>>()).unwrap();
    let ids = db.read_now(career::all_ids).unwrap();
    let queries_for = |ids: &[i64]| {
        let before = db.queries();
        let loaded = db.read_now(|conn| snapshot::of(conn, ids)).unwrap();
        assert_eq!(loaded.len(), ids.len());
        db.queries() - before
    };
    assert_eq!(queries_for(&ids[..1]), queries_for(&ids));
    assert!(queries_for(&ids) > 2, "queries are counted");
}

on_both!(categories_keep_their_names_and_count_their_careers);
fn categories_keep_their_names_and_count_their_careers(db: TestDb) {
    let db = prepared(&db);
    save(db, &[numbered(0), numbered(1)]).unwrap();
    let renamed = Category { slug: slug("technology"), name: "Other".into() };
    db.write_now(|conn| category::ensure(conn, &[renamed])).unwrap();
    let catalog = db.read_now(|conn| CatalogCache::default().current(conn)).unwrap();
    let counted: Vec<_> =
        catalog.categories().iter().map(|(category, careers)| (category.name.as_str(), *careers)).collect();
    assert_eq!(counted, [("TECHNOLOGY", 2)], "a category without careers is left out");
}

//! The search index follows every change of the data.

use metier::db::DbError;
use metier::models::links::SaveError;
use metier::models::published;

use super::{fixture, titles};
use crate::common::{edited, unpublished, withdrawn};
use crate::support::{TestDb, save, store};

on_both!(a_saved_change_is_found_and_the_old_text_is_not);
fn a_saved_change_is_found_and_the_old_text_is_not(db: TestDb) {
    fixture::fill(&db.db);
    let electrician = edited("Electrician", |profile| {
        profile.alternate_titles = vec!["Sparky".into()];
        profile.summary = "Brings light.".into();
    });
    save(&db.db, &[electrician]).unwrap();
    assert_eq!(titles(&db.db, "sparky"), ["Electrician"]);
    assert_eq!(titles(&db.db, "brings light"), ["Electrician"]);
    assert_eq!(titles(&db.db, "wireman"), ["Firefighter"], "corrected to “fireman”, the nearest word left");
}

on_both!(only_published_careers_are_found);
fn only_published_careers_are_found(db: TestDb) {
    fixture::fill(&db.db);
    let [_, _, _, electrician, developer, ..] = fixture::careers();
    save(&db.db, &[unpublished(electrician), withdrawn(developer)]).unwrap();
    for text in ["electrician", "wireman", "wires buildings", "e", "software engineer"] {
        let found = titles(&db.db, text);
        let is_hidden = |title: &String| title == "Electrician" || title == "Software Developer";
        assert!(!found.iter().any(is_hidden), "{found:?}");
    }
}

on_both!(a_failed_change_leaves_the_search_index_alone);
fn a_failed_change_leaves_the_search_index_alone(db: TestDb) {
    fixture::fill(&db.db);
    let renamed = edited("Electrician", |profile| profile.title = "Sparky".into());
    let failed = db.db.write_now(|conn| {
        store(conn, &[renamed])?;
        Err::<(), SaveError>(DbError::Interrupted.into())
    });
    assert!(failed.is_err());
    assert_eq!(titles(&db.db, "electrician"), ["Electrician"]);
    assert_eq!(titles(&db.db, "sparky"), [""; 0]);
}

on_both!(the_index_of_a_new_site_is_current);
fn the_index_of_a_new_site_is_current(db: TestDb) {
    let why = "add a migration that raises the rules of sites without careers";
    assert!(!db.db.read_now(published::is_behind).unwrap(), "{why}");
}

on_both!(careers_stored_by_an_older_version_are_indexed);
fn careers_stored_by_an_older_version_are_indexed(db: TestDb) {
    fixture::fill(&db.db);
    // As a migration leaves it: no search documents, and outdated rules.
    let older = ["DELETE FROM search_documents", "UPDATE content_version SET rules = 0"];
    older.iter().for_each(|sql| db.run(sql));
    assert_eq!(titles(&db.db, "electrician"), [""; 0]);
    assert!(db.db.read_now(published::is_behind).unwrap());
    db.db.write_now(|conn| published::rebuild(conn, |_| ())).unwrap();
    assert!(!db.db.read_now(published::is_behind).unwrap());
    assert_eq!(titles(&db.db, "electrician"), ["Electrician"]);
}

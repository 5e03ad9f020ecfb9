//! Lookups by lists of ids or slugs work for any length.

use metier::models::career;
use metier::profile::Slug;

use crate::support::{TestDb, entry, save};

on_both!(lists_of_any_length_are_found);
fn lists_of_any_length_are_found(db: TestDb) {
    let entries: Vec<_> = (0..150).map(|number| entry(&format!("Career {number}"))).collect();
    save(&db.db, &entries).unwrap();
    let slugs: Vec<Slug> = entries.into_iter().map(|entry| entry.profile.slug).collect();
    // Lists of up to 64 are padded to a power of two; longer ones aren't.
    for length in [0, 1, 2, 3, 5, 8, 33, 63, 64, 65, 150] {
        let wanted: Vec<&Slug> = slugs.iter().rev().take(length).collect();
        let unknown = Slug::suggest("nobody");
        let with_unknown: Vec<&Slug> = wanted.iter().copied().chain([&unknown]).collect();
        let ids = db.db.read_now(|conn| career::ids(conn, &with_unknown)).unwrap();
        assert_eq!(ids.len(), length);
        assert!(wanted.iter().all(|slug| ids.contains_key(slug.as_str())), "{length}");
    }
}

//! The number employed, where it is known.

use metier::models::snapshot::Snapshot;

use crate::support::{TestDb, Visitor, entry, full, prepare, save};

on_both!(async the_number_employed_is_shown_with_its_place_and_source);
async fn the_number_employed_is_shown_with_its_place_and_source(db: TestDb) {
    prepare(&db.db);
    let Snapshot { profile, .. } = full("Wiretapper", "actuary");
    let mut known = entry("Wiretapper");
    known.profile.number_employed = profile.number_employed;
    save(&db.db, &[known, entry("Actuary")]).unwrap();
    let visitor = Visitor::new(&db);
    for path in ["/careers/wiretapper", "/compare?c=wiretapper&c=actuary"] {
        let page = visitor.get(path).await;
        let key_fact = "<dt>Number employed, United States</dt><dd>1,654,440</dd>";
        assert!(page.body.contains(key_fact), "{path}: {}", page.body);
        assert!(page.body.contains(">BLS</a>, May 2024"), "{path}: {}", page.body);
    }
    let unknown = visitor.get("/careers/actuary").await;
    assert!(!unknown.body.contains("Number employed"), "{}", unknown.body);
}

//! A bundle exported by an older version, from before revisions were the only store. The snapshots hold the text of the
//! pages which that version served. Never edit the bundle; the snapshots change only with the wording of the pages.

use std::path::Path;

use insta::assert_snapshot;
use metier::import::bundle;

use crate::support::{TestDb, Visitor};

const PAGES: [(&str, &str); 5] = [
    ("back-end-developer", "/careers/back-end-developer"),
    ("shampooer", "/careers/shampooer"),
    ("pay", "/careers/shampooer/pay"),
    ("careers", "/careers"),
    ("compare", "/compare?c=back-end-developer&c=shampooer"),
];

on_both!(async pages_of_an_older_bundle_match_their_snapshots);
async fn pages_of_an_older_bundle_match_their_snapshots(db: TestDb) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/upgrades/2026-11-28-bundle.json");
    bundle::import(&db.db, &file, false).unwrap();
    let visitor = Visitor::new(&db);
    let today = visitor.clock().now().format("%B %-d, %Y").to_string();
    for (name, path) in PAGES {
        assert_snapshot!(name, visitor.get(path).await.words().replace(&today, "(today)"));
    }
}

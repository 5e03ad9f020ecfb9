//! Snapshots of the text on pages of the starter set.

use insta::assert_snapshot;

use crate::common::store_starter;
use crate::support::{TestDb, Visitor};

const PAGES: [(&str, &str); 8] = [
    ("back-end-developer", "/careers/back-end-developer"),
    ("software-developer", "/careers/software-developer"),
    ("careers", "/careers"),
    ("skills", "/skills"),
    ("search", "/search?q=developer"),
    ("moves", "/careers/back-end-developer/moves"),
    ("pay", "/careers/back-end-developer/pay"),
    ("about", "/about"),
];

on_both!(async pages_of_the_starter_set_match_their_snapshots);
async fn pages_of_the_starter_set_match_their_snapshots(db: TestDb) {
    store_starter(&db);
    let visitor = Visitor::new(&db);
    let today = visitor.clock().now().format("%B %-d, %Y").to_string();
    for (name, path) in PAGES {
        assert_snapshot!(name, visitor.get(path).await.words().replace(&today, "(today)"));
    }
}

//! What a stored text can cost when it is turned into a page or a format.

use metier::profile::Profile;
use metier::profile::check::{Strictness, check};

use crate::support::{TestDb, Visitor, entry, save};

on_both!(async a_deeply_nested_text_costs_little_and_is_refused);
async fn a_deeply_nested_text_costs_little_and_is_refused(db: TestDb) {
    let mut clerk = entry("Clerk");
    clerk.profile.summary = format!("{} end", ">".repeat(19_000));
    // Stored by an older version, or restored from a backup.
    save(&db.db, std::slice::from_ref(&clerk)).unwrap();
    let visitor = Visitor::new(&db);
    for path in ["/careers/clerk", "/careers/clerk.json", "/careers/clerk.md", "/careers/clerk/card"] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.len() < 100_000, "{path} has {} bytes", answer.body.len());
    }
    let problems = |profile: &Profile| check(profile, Strictness::Draft).len();
    assert_eq!(problems(&clerk.profile), 1);
    clerk.profile.summary = "- a\n  - *b*\n    - c\n\n> d".into();
    assert_eq!(problems(&clerk.profile), 0);
}

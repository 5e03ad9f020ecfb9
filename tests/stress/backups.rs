//! Backups during writes.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::meanwhile;
use crate::support::backups::{content, put_back};
use crate::support::commands::succeed;
use crate::support::edited::Edited;
use crate::support::{TestDb, count, metier};

/// Each backup is a snapshot that includes every change answered before it began.
#[test]
fn backups_taken_during_writes_are_complete() {
    let edited = Edited::new(TestDb::sqlite());
    let site = edited.serve();
    let edition = AtomicU32::new(1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.backup");
    let taken = || {
        let before = edition.load(Ordering::SeqCst);
        succeed(metier(&edited.db).args(["backup", "--force", "--quiet"]).arg(&file));
        let after = edition.load(Ordering::SeqCst) + 1;
        let other = TestDb::sqlite();
        put_back(&other, &file).unwrap();
        let content = String::from_utf8(content(&other)).unwrap();
        let holds = (before..=after).find(|edition| content.contains(&format!("\"Edition {edition}.\"")));
        assert!(holds.is_some(), "no edition from {before} to {after}: {content}");
        let live = "SELECT count(*) FROM revisions WHERE published_at IS NOT NULL";
        assert_eq!(count(&other.db, live), i64::from(holds.unwrap()), "all earlier revisions are there");
        after > before + 1
    };
    let write = || {
        let next = edition.load(Ordering::SeqCst) + 1;
        edited.publish(&site.address, next);
        edition.store(next, Ordering::SeqCst);
    };
    let while_written = meanwhile([write], || (0..5).filter(|_| taken()).count());
    assert!(while_written > 0, "nothing was written meanwhile");
}

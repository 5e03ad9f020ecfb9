//! Backups during writes.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

use crate::support::backups::{content, put_back, succeed};
use crate::support::edited::Edited;
use crate::support::{TestDb, count, metier};

/// Each backup is a snapshot that includes every change answered before it began.
#[test]
fn backups_taken_during_writes_are_complete() {
    let edited = Edited::new(TestDb::sqlite());
    let site = edited.serve();
    let (edition, is_over) = (AtomicU32::new(1), AtomicBool::new(false));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.backup");
    let taken = || {
        let before = edition.load(Ordering::SeqCst);
        succeed(&metier(&edited.db).args(["backup", "--force", "--quiet"]).arg(&file).output().unwrap());
        let after = edition.load(Ordering::SeqCst) + 1;
        let other = TestDb::sqlite();
        put_back(&other, &file).unwrap();
        let content = String::from_utf8(content(&other)).unwrap();
        let holds = (before..=after).find(|edition| content.contains(&format!("\"Edition {edition}.\"")));
        assert!(holds.is_some(), "no edition from {before} to {after}: {content}");
        let live = "SELECT count(*) AS count FROM revisions WHERE published_at IS NOT NULL";
        assert_eq!(count(&other.db, live), i64::from(holds.unwrap()), "all earlier revisions are there");
        after > before + 1
    };
    let while_written = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::SeqCst) {
                let next = edition.load(Ordering::SeqCst) + 1;
                edited.publish(&site.address, next);
                edition.store(next, Ordering::SeqCst);
            }
        });
        // Catches a failure, which would leave the writer running.
        let done =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (0..5).filter(|_| taken()).count()));
        is_over.store(true, Ordering::SeqCst);
        done.unwrap()
    });
    assert!(while_written > 0, "nothing was written meanwhile");
}

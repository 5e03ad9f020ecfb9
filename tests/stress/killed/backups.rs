//! Backups and restores that are killed, or that fill the disk.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use metier::import::bundle;

use super::assert_sound;
use crate::chance::Chance;
use crate::support::backups::{content, names, put_back, take};
use crate::support::careers::published;
use crate::support::commands::succeed;
use crate::support::{TestDb, metier};

/// How often each command is killed.
const KILLS: u32 = 12;

/// Runs a command many times, kills it at random moments, and calls `look` after each run. At least one run must have
/// been killed before its end.
fn kill_again_and_again(mut command: impl FnMut(u32) -> Command, mut look: impl FnMut(u32)) {
    let began = Instant::now();
    succeed(command(0));
    look(0);
    let whole = began.elapsed().as_micros() as usize;
    let mut chance = Chance::new(3, 0);
    let mut killed = 0;
    for kill in 1..=KILLS {
        let mut child = command(kill).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_micros(chance.below(whole) as u64));
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        look(kill);
    }
    assert!(killed > 0, "no run was killed before its end");
}

#[test]
fn a_killed_backup_leaves_the_old_file_or_a_complete_new_one() {
    let db = TestDb::sqlite();
    db.db.write_now(bundle::store_starter).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.backup");
    let back_up = |_| {
        let mut command = metier(&db);
        command.args(["backup", "--force", "--quiet"]).arg(&file);
        command
    };
    let (content_then, other) = (content(&db), TestDb::sqlite());
    kill_again_and_again(back_up, |_| {
        put_back(&other, &file).unwrap();
        assert!(content(&other) == content_then);
    });
}

#[test]
fn a_killed_restore_leaves_the_old_content_or_replaces_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["Actuary", "Baker"].map(|title| {
        let db = TestDb::sqlite();
        db.db.write_now(bundle::store_starter).unwrap();
        published(&db.db, title);
        let file = folder.path().join(title);
        take(&db, &file).unwrap();
        (file, content(&db))
    });
    let db = TestDb::sqlite();
    put_back(&db, &files[1].0).unwrap();
    let restore = |kill: u32| {
        let mut command = metier(&db);
        command.args(["restore", "--yes", "--quiet"]).arg(&files[kill as usize % 2].0);
        command
    };
    kill_again_and_again(restore, |kill| {
        assert_sound(&db.url.to_string());
        let holds = content(&db);
        assert!(files.iter().any(|(_, content)| *content == holds), "restore {kill} is half done");
    });
}

/// A limit on the size of files stands in for a full disk.
#[test]
fn a_full_disk_leaves_everything_unchanged() {
    let db = TestDb::sqlite();
    db.db.write_now(bundle::store_starter).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("careers.backup");
    take(&db, &file).unwrap();
    let (before, content_then) = (std::fs::read(&file).unwrap(), content(&db));
    let blocks = before.len() / 512 / 2;
    let limited = |arguments: &str| {
        let program = metier(&db);
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec '{}' {arguments} '{}'",
            program.get_program().display(),
            file.display()
        );
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", &script]).env("DATABASE_URL", db.url.to_string()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.starts_with("metier: "), "{said}");
    };
    limited("backup --force --quiet");
    assert!(std::fs::read(&file).unwrap() == before);
    assert_eq!(names(&folder), ["careers.backup"]);
    limited("restore --yes --quiet");
    assert!(content(&db) == content_then);
    assert_sound(&db.url.to_string());
}

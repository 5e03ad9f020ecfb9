//! A full disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use metier::db::Passing;
use metier::models::category;
use metier::models::user::Role;
use metier::profile::{Category, Slug};
use tempfile::TempDir;

use super::forms::{assert_kept, assert_sent_again};
use crate::support::{TestDb, Visitor, metier, skip};

/// A disk of a few megabytes, unmounted on drop.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` if this user may not mount it.
    fn new(folder: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=8m", "metier-test"]).arg(folder);
        let is_mounted = mount.output().is_ok_and(|done| done.status.success());
        is_mounted.then(|| Self(folder.to_owned()))
    }

    /// Fills the remaining space with a file, which can be deleted to free it again.
    fn fill(&self) -> PathBuf {
        let file = self.0.join("ballast");
        io::copy(&mut io::repeat(0), &mut fs::File::create(&file).unwrap()).unwrap_err();
        file
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

#[test]
fn on_a_full_disk_reads_work_and_forms_keep_their_fields() {
    let test = concat!(module_path!(), "::on_a_full_disk_reads_work_and_forms_keep_their_fields");
    let folder = TempDir::new().unwrap();
    let Some(disk) = SmallDisk::new(folder.path()) else {
        return skip(test, "this user may not mount a disk");
    };
    actix_web::rt::System::new().block_on(async {
        let db = TestDb::in_folder(folder);
        let editor = Visitor::signed_in(&db, Role::Editor);
        let ballast = disk.fill();
        // The first writes may still fit into the space that SQLite has already.
        let full = (0..100).map(|number: u32| {
            let slug = Slug::suggest(&format!("filler {number}"));
            let category = Category { slug, name: format!("{number} {}", "x".repeat(4000)) };
            db.db.write_now(move |conn| category::ensure(conn, &[category]))
        });
        let error = full.filter_map(Result::err).next().expect("the disk is full");
        assert_eq!(error.passing(), Some(Passing::Full), "{error}");
        let ready = async || (editor.get("/readyz").await.status, editor.get("/readyz").await.body);
        let full = "database: can’t be written, because the disk is full\n";
        assert_eq!(ready().await, (503, full.into()));
        let answer = assert_kept(&editor).await;
        assert!(answer.text(".lead").contains("disk"), "{}", answer.text(".lead"));
        let doctor = metier(&db).env("METIER_LISTEN", "127.0.0.1:0").arg("doctor").output().unwrap();
        let said = String::from_utf8(doctor.stdout).unwrap();
        assert!(said.contains("FAIL  disk: only 0 MB free"), "{said}");
        fs::remove_file(ballast).unwrap();
        actix_web::rt::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(ready().await, (200, "ready\n".into()));
        assert_sent_again(&editor, &answer).await;
    });
}

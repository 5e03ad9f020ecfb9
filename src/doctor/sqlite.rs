//! Checks of an SQLite database.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rustix::fs::{Access, access};

use super::Finding;
use super::machine;
use super::report::asked;
use crate::db::Conn;

pub fn all(conn: &mut Conn, path: &Path) -> Vec<Finding> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(".".as_ref());
    vec![
        integrity(conn),
        links(conn),
        journal(conn),
        rights(path, folder),
        privacy(path),
        machine::disk("disk", folder),
    ]
}

fn integrity(conn: &mut Conn) -> Finding {
    let sql = "SELECT quick_check AS answer FROM pragma_quick_check LIMIT 1";
    asked(conn, "integrity", sql, |said| match said.concat().as_str() {
        "ok" => Finding::ok("integrity", "the file is intact"),
        wrong => Finding::fail("integrity", format!("the file is damaged: {wrong}; restore a backup")),
    })
}

fn links(conn: &mut Conn) -> Finding {
    let sql = "SELECT \"table\" AS answer FROM pragma_foreign_key_check GROUP BY \"table\"";
    asked(conn, "references", sql, |tables| match tables.join(", ").as_str() {
        "" => Finding::ok("references", "no row refers to a missing row"),
        some => {
            Finding::fail("references", format!("rows refer to missing rows, in {some}; restore a backup"))
        }
    })
}

/// WAL mode, so that readers don't wait for the writer.
fn journal(conn: &mut Conn) -> Finding {
    let sql = "SELECT journal_mode AS answer FROM pragma_journal_mode";
    asked(conn, "journal", sql, |mode| match mode.concat().as_str() {
        "wal" => Finding::ok("journal", "WAL"),
        mode => Finding::warn("journal", format!("{mode}, not WAL; starting metier changes it")),
    })
}

fn rights(path: &Path, folder: &Path) -> Finding {
    let may_write = |path: &Path| access(path, Access::WRITE_OK).is_ok();
    match [path, folder].into_iter().find(|path| !may_write(path)) {
        Some(path) => {
            let text = format!(
                "this user can’t write {}; run this as metier’s user, or change the permissions",
                path.display()
            );
            Finding::fail("permissions", text)
        }
        None => Finding::ok("permissions", "this user can write the file and its folder"),
    }
}

/// Whether every user of the machine can read the file, which holds the accounts.
fn privacy(path: &Path) -> Finding {
    match fs::metadata(path) {
        Ok(file) if file.permissions().mode() & 0o004 != 0 => Finding::warn(
            "privacy",
            format!("every user of this machine can read it; run: chmod o-r {}", path.display()),
        ),
        Ok(_) => Finding::ok("privacy", "the file isn’t readable by everyone"),
        Err(error) => Finding::fail("privacy", format!("{} can’t be checked: {error}", path.display())),
    }
}

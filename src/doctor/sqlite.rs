//! Checks of an SQLite database.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rustix::fs::{Access, access};

use super::{Diagnosis, DoctorLine, machine};
use crate::db::{Conn, DbError, texts};

pub fn all(conn: &mut Conn, path: &Path) -> Vec<DoctorLine> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(".".as_ref());
    vec![
        DoctorLine::read("integrity", integrity(conn)),
        DoctorLine::read("references", links(conn)),
        DoctorLine::read("journal", journal(conn)),
        DoctorLine::new("permissions", rights(path, folder)),
        DoctorLine::new("privacy", privacy(path)),
        DoctorLine::new("disk", machine::disk(folder)),
    ]
}

fn integrity(conn: &mut Conn) -> Result<Diagnosis, DbError> {
    let said = texts(conn, "SELECT quick_check AS text FROM pragma_quick_check LIMIT 1")?;
    Ok(match said.concat().as_str() {
        "ok" => Diagnosis::Ok("the file is intact".into()),
        wrong => Diagnosis::Fail(format!("the file is damaged: {wrong}; restore a backup")),
    })
}

fn links(conn: &mut Conn) -> Result<Diagnosis, DbError> {
    let tables = "SELECT \"table\" AS text FROM pragma_foreign_key_check GROUP BY \"table\"";
    Ok(match texts(conn, tables)?.join(", ").as_str() {
        "" => Diagnosis::Ok("no row refers to a missing row".into()),
        some => Diagnosis::Fail(format!("rows refer to missing rows, in {some}; restore a backup")),
    })
}

/// WAL mode, so that readers don't wait for the writer.
fn journal(conn: &mut Conn) -> Result<Diagnosis, DbError> {
    Ok(match texts(conn, "SELECT journal_mode AS text FROM pragma_journal_mode")?.concat().as_str() {
        "wal" => Diagnosis::Ok("WAL".into()),
        mode => Diagnosis::Warn(format!("{mode}, not WAL; starting metier changes it")),
    })
}

fn rights(path: &Path, folder: &Path) -> Diagnosis {
    let may_write = |path: &Path| access(path, Access::WRITE_OK).is_ok();
    match [path, folder].into_iter().find(|path| !may_write(path)) {
        Some(path) => Diagnosis::Fail(format!(
            "this user can’t write {}; run this as metier’s user, or change the permissions",
            path.display()
        )),
        None => Diagnosis::Ok("this user can write the file and its folder".into()),
    }
}

/// Whether every user of the machine can read the file, which holds the accounts.
fn privacy(path: &Path) -> Diagnosis {
    match fs::metadata(path) {
        Ok(file) if file.permissions().mode() & 0o004 != 0 => {
            let path = path.display();
            Diagnosis::Warn(format!("every user of this machine can read it; run: chmod o-r {path}"))
        }
        Ok(_) => Diagnosis::Ok("the file isn’t readable by everyone".into()),
        Err(error) => Diagnosis::Fail(format!("{} can’t be checked: {error}", path.display())),
    }
}

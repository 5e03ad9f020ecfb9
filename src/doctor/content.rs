//! Checks of the database's content.

use super::Diagnosis;
use crate::db::{Conn, DbError, texts};
use crate::models::user::{self, Role};

pub fn admins(conn: &mut Conn) -> Result<Diagnosis, DbError> {
    let accounts = user::all(conn)?;
    let can = accounts.iter().filter(|one| one.user.role == Role::Admin && !one.disabled && one.has_password);
    Ok(match can.count() {
        0 => Diagnosis::Warn("none can sign in; run: metier user add EMAIL --role admin".into()),
        count => Diagnosis::Ok(format!("{count} can sign in")),
    })
}

pub fn search(conn: &mut Conn) -> Result<Diagnosis, DbError> {
    let written = "SELECT slug AS text FROM careers WHERE status = 'published' \
                   AND id NOT IN (SELECT career_id FROM search_documents) ORDER BY slug";
    let mut missing = texts(conn, written)?.len();
    // PostgreSQL maintains its indexes itself.
    if let Conn::Sqlite(_) = conn {
        let indexed = "SELECT CAST(career_id AS TEXT) AS text FROM search_documents \
                       WHERE career_id NOT IN (SELECT id FROM document_search_docsize)";
        missing += texts(conn, indexed)?.len();
    }
    Ok(match missing {
        0 => Diagnosis::Ok("up to date".into()),
        _ => Diagnosis::Fail(format!(
            "careers missing from the index: {missing}; run metier rebuild-index. If that doesn’t help, run \
             metier export, then metier import bundle into a new database"
        )),
    })
}

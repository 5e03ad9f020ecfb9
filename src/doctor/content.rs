//! Checks of the database's content.

use super::Finding;
use super::report::{answers, unreadable};
use crate::db::Conn;
use crate::models::user::{self, Role};

pub fn admins(conn: &mut Conn) -> Finding {
    let accounts = match user::all(conn) {
        Ok(accounts) => accounts,
        Err(error) => return unreadable("admins", &error),
    };
    let can = accounts.iter().filter(|one| one.user.role == Role::Admin && !one.disabled && one.has_password);
    match can.count() {
        0 => Finding::warn("admins", "none can sign in; run: metier user add EMAIL --role admin"),
        count => Finding::ok("admins", format!("{count} can sign in")),
    }
}

pub fn search(conn: &mut Conn) -> Finding {
    let written = "SELECT slug AS answer FROM careers WHERE status = 'published' \
                   AND id NOT IN (SELECT career_id FROM search_documents) ORDER BY slug";
    // PostgreSQL maintains its indexes itself.
    let indexed = match conn {
        Conn::Sqlite(_) => {
            "SELECT CAST(career_id AS TEXT) AS answer FROM search_documents \
             WHERE career_id NOT IN (SELECT id FROM document_search_docsize)"
        }
        Conn::Postgres(_) => "SELECT '' AS answer WHERE FALSE",
    };
    let missing = answers(conn, written).and_then(|slugs| Ok((slugs, answers(conn, indexed)?)));
    match missing {
        Ok((slugs, lines)) if slugs.is_empty() && lines.is_empty() => Finding::ok("search", "up to date"),
        Ok((slugs, lines)) => Finding::fail(
            "search",
            format!(
                "careers missing from the index: {}; run metier export, then metier import bundle into a new \
                 database",
                slugs.len() + lines.len()
            ),
        ),
        Err(error) => unreadable("search", &error),
    }
}

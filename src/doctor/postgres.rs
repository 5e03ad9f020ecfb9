//! Checks of a PostgreSQL database.

use super::Finding;
use super::report::{answers, unreadable};
use crate::db::Conn;

/// `pg_trgm`, for typo correction.
pub fn trigrams(conn: &mut Conn) -> Finding {
    match answers(conn, "SELECT extversion AS answer FROM pg_extension WHERE extname = 'pg_trgm'") {
        Ok(version) if version.is_empty() => Finding::fail(
            "extension",
            "pg_trgm is missing; as the database’s owner: CREATE EXTENSION pg_trgm",
        ),
        Ok(version) => Finding::ok("extension", format!("pg_trgm {}", version.concat())),
        Err(error) => unreadable("extension", &error),
    }
}

pub fn indexes(conn: &mut Conn) -> Finding {
    let sql = "SELECT i.indexrelid::regclass::text AS answer FROM pg_index i \
               JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid \
               AND c.relnamespace = current_schema()::regnamespace ORDER BY 1";
    match answers(conn, sql) {
        Ok(invalid) if invalid.is_empty() => Finding::ok("integrity", "all indexes are valid"),
        Ok(invalid) => {
            let names = invalid.join(", ");
            Finding::fail(
                "integrity",
                format!("not valid: {names}; REINDEX INDEX CONCURRENTLY {}", invalid[0]),
            )
        }
        Err(error) => unreadable("integrity", &error),
    }
}

//! Checks of a PostgreSQL database.

use super::Finding;
use super::report::asked;
use crate::db::Conn;

/// `pg_trgm`, for typo correction.
pub fn trigrams(conn: &mut Conn) -> Finding {
    let sql = "SELECT extversion AS answer FROM pg_extension WHERE extname = 'pg_trgm'";
    let missing = "pg_trgm is missing; as the database’s owner, run: CREATE EXTENSION pg_trgm";
    asked(conn, "extension", sql, |version| match version.concat().as_str() {
        "" => Finding::fail("extension", missing),
        version => Finding::ok("extension", format!("pg_trgm {version}")),
    })
}

pub fn indexes(conn: &mut Conn) -> Finding {
    let sql = "SELECT i.indexrelid::regclass::text AS answer FROM pg_index i \
               JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid \
               AND c.relnamespace = current_schema()::regnamespace ORDER BY 1";
    asked(conn, "integrity", sql, |invalid| match invalid.first() {
        None => Finding::ok("integrity", "all indexes are valid"),
        Some(first) => {
            let names = invalid.join(", ");
            Finding::fail(
                "integrity",
                format!("invalid indexes: {names}; run: REINDEX INDEX CONCURRENTLY {first}"),
            )
        }
    })
}

//! Checks of a PostgreSQL database.

use super::{Finding, Verdict};
use crate::db::{Conn, Error, texts};

pub fn all(conn: &mut Conn) -> Vec<Finding> {
    vec![Finding::read("extension", trigrams(conn)), Finding::read("integrity", indexes(conn))]
}

/// `pg_trgm`, for typo correction.
fn trigrams(conn: &mut Conn) -> Result<Verdict, Error> {
    let version = texts(conn, "SELECT extversion AS text FROM pg_extension WHERE extname = 'pg_trgm'")?;
    Ok(match version.concat().as_str() {
        "" => {
            Verdict::Fail("pg_trgm is missing; as the database’s owner, run: CREATE EXTENSION pg_trgm".into())
        }
        version => Verdict::Ok(format!("pg_trgm {version}")),
    })
}

fn indexes(conn: &mut Conn) -> Result<Verdict, Error> {
    let invalid = "SELECT i.indexrelid::regclass::text AS text FROM pg_index i \
                   JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid \
                   AND c.relnamespace = current_schema()::regnamespace ORDER BY 1";
    let invalid = texts(conn, invalid)?;
    Ok(match invalid.first() {
        None => Verdict::Ok("all indexes are valid".into()),
        Some(first) => {
            let names = invalid.join(", ");
            Verdict::Fail(format!("invalid indexes: {names}; run: REINDEX INDEX CONCURRENTLY {first}"))
        }
    })
}

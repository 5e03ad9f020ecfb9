//! Checks of a PostgreSQL database.

use super::{Diagnosis, DoctorLine};
use crate::db::{Conn, DbError, texts};

pub fn all(conn: &mut Conn) -> Vec<DoctorLine> {
    vec![DoctorLine::read("extension", trigrams(conn)), DoctorLine::read("integrity", indexes(conn))]
}

/// `pg_trgm`, for typo correction.
fn trigrams(conn: &mut Conn) -> Result<Diagnosis, DbError> {
    let version = texts(conn, "SELECT extversion AS text FROM pg_extension WHERE extname = 'pg_trgm'")?;
    Ok(match version.concat().as_str() {
        "" => Diagnosis::Fail(
            "pg_trgm is missing; as the database’s owner, run: CREATE EXTENSION pg_trgm".into(),
        ),
        version => Diagnosis::Ok(format!("pg_trgm {version}")),
    })
}

fn indexes(conn: &mut Conn) -> Result<Diagnosis, DbError> {
    let invalid = "SELECT i.indexrelid::regclass::text AS text FROM pg_index i \
                   JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid \
                   AND c.relnamespace = current_schema()::regnamespace ORDER BY 1";
    let invalid = texts(conn, invalid)?;
    Ok(match invalid.first() {
        None => Diagnosis::Ok("all indexes are valid".into()),
        Some(first) => {
            let names = invalid.join(", ");
            Diagnosis::Fail(format!("invalid indexes: {names}; run: REINDEX INDEX CONCURRENTLY {first}"))
        }
    })
}

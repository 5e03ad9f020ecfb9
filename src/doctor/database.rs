//! Checks that the database can be reached and has this program's schema.

use super::{Diagnosis, DoctorLine, content, postgres, sqlite};
use crate::db::{self, Conn, DatabaseUrl, DbError, Schema, texts};

/// Stops at a failure that the other checks depend on.
pub fn all(url: &DatabaseUrl) -> Vec<DoctorLine> {
    if url.is_absent() {
        let absent = Diagnosis::Fail(format!("there is none at {url}; metier serve creates it"));
        return vec![DoctorLine::new("database", absent)];
    }
    let mut conn = match db::look(url) {
        Ok(conn) => conn,
        Err(error) => return vec![DoctorLine::new("database", Diagnosis::Fail(error.to_string()))],
    };
    let mut findings = vec![DoctorLine::read("database", version(&mut conn, url))];
    findings.extend(match url {
        DatabaseUrl::Sqlite(path) => sqlite::all(&mut conn, path.as_ref()),
        DatabaseUrl::Postgres(_) => postgres::all(&mut conn),
    });
    let schema = db::schema(&mut conn);
    let is_current =
        schema.as_ref().is_ok_and(|schema| schema.lacking.is_empty() && schema.unknown.is_empty());
    findings.push(DoctorLine::read("schema", schema.map(|schema| judge(&schema))));
    if is_current {
        findings.push(DoctorLine::read("admins", content::admins(&mut conn)));
        findings.push(DoctorLine::read("search", content::search(&mut conn)));
    }
    findings
}

fn version(conn: &mut Conn, url: &DatabaseUrl) -> Result<Diagnosis, DbError> {
    let (kind, sql) = match conn {
        Conn::Sqlite(_) => ("SQLite", "SELECT sqlite_version() AS text"),
        Conn::Postgres(_) => ("PostgreSQL", "SELECT current_setting('server_version') AS text"),
    };
    Ok(Diagnosis::Ok(format!("{kind} {} answers at {url}", texts(conn, sql)?.concat())))
}

fn judge(schema: &Schema) -> Diagnosis {
    if let Err(error) = schema.check() {
        return Diagnosis::Fail(error.to_string());
    }
    match (schema.is_new, schema.lacking.as_slice()) {
        (true, _) => Diagnosis::Warn("there is none yet; starting metier creates it".into()),
        (false, []) => Diagnosis::Ok("up to date".into()),
        (false, [first, ..]) => Diagnosis::Warn(format!(
            "missing migrations: {}, from {first}; back up the database, then start metier",
            schema.lacking.len()
        )),
    }
}

//! Checks that the database can be reached and has this program's schema.

use super::{Diagnosis, DoctorLine, content, postgres, sqlite};
use crate::db::{self, Conn, DatabaseUrl, DbError, Passing, Schema, texts};

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
        findings.push(DoctorLine::new("writing", writing(url)));
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

fn writing(url: &DatabaseUrl) -> Diagnosis {
    let Err(error) = db::try_writing(url) else {
        return Diagnosis::Ok("the database can be written".into());
    };
    let advice = match (error.passing(), url) {
        (Some(Passing::Busy | Passing::Slow), _) => {
            return Diagnosis::Warn(format!("another program is writing ({error}); try again"));
        }
        (Some(Passing::ReadOnly), DatabaseUrl::Postgres(_)) => {
            "the server is a standby, or default_transaction_read_only is on; use the primary server, or turn it off"
        }
        (Some(Passing::ReadOnly), DatabaseUrl::Sqlite(_)) => {
            "check its permissions, and how its disk is mounted"
        }
        (Some(Passing::Full), _) => "the disk is full; free some space",
        _ => "check the disk and the system’s log",
    };
    Diagnosis::Fail(format!("the database can’t be written ({error}): {advice}"))
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

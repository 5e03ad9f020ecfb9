//! Checks that the database can be reached and has this program's schema.

use super::{Finding, Verdict, content, postgres, sqlite};
use crate::db::{self, Conn, DatabaseUrl, Error, Schema, texts};

/// Stops at a failure that the other checks depend on.
pub fn all(url: &DatabaseUrl) -> Vec<Finding> {
    if url.is_absent() {
        let absent = Verdict::Fail(format!("there is none at {url}; metier serve creates it"));
        return vec![Finding::new("database", absent)];
    }
    let mut conn = match db::look(url) {
        Ok(conn) => conn,
        Err(error) => return vec![Finding::new("database", Verdict::Fail(error.to_string()))],
    };
    let mut findings = vec![Finding::read("database", version(&mut conn, url))];
    findings.extend(match url {
        DatabaseUrl::Sqlite(path) => sqlite::all(&mut conn, path.as_ref()),
        DatabaseUrl::Postgres(_) => postgres::all(&mut conn),
    });
    let schema = db::schema(&mut conn);
    let is_current =
        schema.as_ref().is_ok_and(|schema| schema.lacking.is_empty() && schema.unknown.is_empty());
    findings.push(Finding::read("schema", schema.map(|schema| judge(&schema))));
    if is_current {
        findings.push(Finding::read("admins", content::admins(&mut conn)));
        findings.push(Finding::read("search", content::search(&mut conn)));
    }
    findings
}

fn version(conn: &mut Conn, url: &DatabaseUrl) -> Result<Verdict, Error> {
    let (kind, sql) = match conn {
        Conn::Sqlite(_) => ("SQLite", "SELECT sqlite_version() AS text"),
        Conn::Postgres(_) => ("PostgreSQL", "SELECT current_setting('server_version') AS text"),
    };
    Ok(Verdict::Ok(format!("{kind} {} answers at {url}", texts(conn, sql)?.concat())))
}

fn judge(schema: &Schema) -> Verdict {
    if let Err(error) = schema.check() {
        return Verdict::Fail(error.to_string());
    }
    match (schema.is_new, schema.lacking.as_slice()) {
        (true, _) => Verdict::Warn("there is none yet; starting metier creates it".into()),
        (false, []) => Verdict::Ok("up to date".into()),
        (false, [first, ..]) => Verdict::Warn(format!(
            "missing migrations: {}, from {first}; back up the database, then start metier",
            schema.lacking.len()
        )),
    }
}

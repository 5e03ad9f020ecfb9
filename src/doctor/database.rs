//! Checks that the database can be reached and has this program's schema.

use super::report::{asked, unreadable};
use super::{Finding, content, postgres, sqlite};
use crate::db::{self, Conn, DatabaseUrl, Schema};

/// Stops at a failure that the other checks depend on.
pub fn all(url: &DatabaseUrl) -> Vec<Finding> {
    if url.is_absent() {
        return vec![Finding::fail("database", format!("there is none at {url}; metier serve creates it"))];
    }
    let mut conn = match db::look(url) {
        Ok(conn) => conn,
        Err(error) => return vec![Finding::fail("database", error.to_string())],
    };
    let mut findings = vec![version(&mut conn, url)];
    findings.extend(match url {
        DatabaseUrl::Sqlite(path) => sqlite::all(&mut conn, path.as_ref()),
        DatabaseUrl::Postgres(_) => vec![postgres::trigrams(&mut conn), postgres::indexes(&mut conn)],
    });
    match db::schema(&mut conn) {
        Ok(schema) => {
            let is_current = schema.lacking.is_empty() && schema.unknown.is_empty();
            findings.push(judge(&schema));
            if is_current {
                findings.extend([content::admins(&mut conn), content::search(&mut conn)]);
            }
        }
        Err(error) => findings.push(unreadable("schema", &error)),
    }
    findings
}

fn version(conn: &mut Conn, url: &DatabaseUrl) -> Finding {
    let (kind, sql) = match conn {
        Conn::Sqlite(_) => ("SQLite", "SELECT sqlite_version() AS answer"),
        Conn::Postgres(_) => ("PostgreSQL", "SELECT current_setting('server_version') AS answer"),
    };
    asked(conn, "database", sql, |version| {
        Finding::ok("database", format!("{kind} {} answers at {url}", version.concat()))
    })
}

fn judge(schema: &Schema) -> Finding {
    if let Err(error) = schema.check() {
        return Finding::fail("schema", error.to_string());
    }
    match schema.lacking.len() {
        _ if schema.is_new => Finding::warn("schema", "there is none yet; starting metier creates it"),
        0 => Finding::ok("schema", "up to date"),
        count => Finding::warn(
            "schema",
            format!(
                "missing migrations: {count}, from {}; back up the database, then start metier",
                schema.lacking[0]
            ),
        ),
    }
}

//! Database URLs: a file path or `sqlite://…` for SQLite, `postgres://…` for PostgreSQL.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::DbError;

/// A valid `DATABASE_URL`. Printing it leaves out its password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Postgres(String),
    Sqlite(String),
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        if is_postgres {
            return Ok(Self::Postgres(text.into()));
        }
        let path = text.strip_prefix("sqlite://").or(text.strip_prefix("sqlite:")).unwrap_or(text);
        match path {
            "" => Err("the name of the database file is missing".into()),
            ":memory:" => {
                Err("“:memory:” gives each connection its own database; use the path of a file".into())
            }
            _ if path.contains("://") => Err("use the path of a file, sqlite://… or postgres://…".into()),
            _ => Ok(Self::Sqlite(path.into())),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.write_str(path),
            Self::Postgres(url) => f.write_str(&without_secrets(url)),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Removes the password, and also the parameters, which may contain one. If the parts can't be told apart, because a
/// password contains an unescaped `@`, `?` or `/`, only the scheme is left.
fn without_secrets(url: &str) -> String {
    let plain = url.split(['?', '#']).next().unwrap_or(url);
    let Some((scheme, rest)) = plain.split_once("://") else { return "postgres://…".into() };
    match (url.matches('@').count(), rest.split_once('@')) {
        (0, _) => plain.into(),
        (1, Some((user, host))) => {
            let user = user.split(':').next().unwrap_or("");
            format!("{scheme}://{user}@{host}")
        }
        _ => format!("{scheme}://…"),
    }
}

impl DatabaseUrl {
    /// Whether it is an SQLite file that doesn't exist.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Sqlite(path) if !Path::new(path).exists())
    }

    /// For a command line that others may see: without the password, but with the other parameters.
    pub fn without_password(&self) -> String {
        let plain = self.to_string();
        let Self::Postgres(url) = self else { return plain };
        let parameters = url.split_once('?').filter(|_| !plain.ends_with('…')).map_or("", |(_, all)| all);
        let kept: Vec<&str> = parameters.split('&').filter(|one| !one.contains("password")).collect();
        match kept.join("&").as_str() {
            "" => plain,
            kept => format!("{plain}?{kept}"),
        }
    }

    /// Adds to an error on opening a database which database it was, and what to do about it.
    pub fn explain(&self, error: impl Into<DbError>) -> DbError {
        let error = error.into();
        let text = error.to_string();
        let advice = match self {
            Self::Postgres(_) if text.contains("does not exist") && text.contains("database \"") => {
                "Create it with CREATE DATABASE, or use another one."
            }
            Self::Postgres(_) if matches!(error, DbError::Connection(_)) => {
                "Check that the server is running, and that the address, user and password are right."
            }
            Self::Sqlite(_) if text.contains("readonly") => {
                "The file can’t be written: check the permissions of the file and its folder."
            }
            Self::Sqlite(_) if text.contains("locked") => {
                "Another program has locked it: stop that program, or wait until it has finished."
            }
            Self::Sqlite(path) if Path::new(path).is_dir() => "It is a folder; use the path of a file in it.",
            Self::Sqlite(_) if text.contains("unable to open") => {
                "Check that its folder exists, and that this user may write there."
            }
            Self::Sqlite(_) if text.contains("not a database") => {
                "Use the path of an SQLite database, or of a new file."
            }
            _ => "",
        };
        DbError::Open(
            format!("can’t open the database {self}: {}. {advice}", text.trim_end()).trim_end().into(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        let parse = |text: &str| text.parse::<DatabaseUrl>();
        assert_eq!(parse("metier.db"), Ok(DatabaseUrl::Sqlite("metier.db".into())));
        assert_eq!(parse("sqlite:///var/lib/m.db"), Ok(DatabaseUrl::Sqlite("/var/lib/m.db".into())));
        assert!(matches!(parse("postgresql://h/db"), Ok(DatabaseUrl::Postgres(_))));
        for wrong in ["", "sqlite://", ":memory:", "mysql://h/db"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        for url in ["postgres://me:p@ss/w?rd@host:5432/db", "postgres://me:secret@host/db?password=secret"] {
            let printed = format!("{0} {0:?}", url.parse::<DatabaseUrl>().unwrap());
            assert!(!printed.contains("ss/w") && !printed.contains("secret"), "{printed}");
        }
        let plain = "postgres://me@host/db".parse::<DatabaseUrl>().unwrap();
        assert_eq!(plain.to_string(), "postgres://me@host/db");
        let parameters = "postgres://me:secret@/db?host=/run&sslpassword=s&port=5433&password=secret";
        let url = parameters.parse::<DatabaseUrl>().unwrap();
        assert_eq!(url.without_password(), "postgres://me@/db?host=/run&port=5433");
    }
}

//! Findings and the report.

use std::fmt;

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::db::{Conn, Error};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Ok,
    Warn,
    Fail,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub verdict: Verdict,
    pub subject: &'static str,
    /// The finding and its fix.
    pub text: String,
}

impl Finding {
    pub(super) fn ok(subject: &'static str, text: impl Into<String>) -> Self {
        Self { verdict: Verdict::Ok, subject, text: text.into() }
    }

    pub(super) fn warn(subject: &'static str, text: impl Into<String>) -> Self {
        Self { verdict: Verdict::Warn, subject, text: text.into() }
    }

    pub(super) fn fail(subject: &'static str, text: impl Into<String>) -> Self {
        Self { verdict: Verdict::Fail, subject, text: text.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict {
            Verdict::Ok => "ok  ",
            Verdict::Warn => "warn",
            Verdict::Fail => "FAIL",
        };
        write!(f, "{verdict}  {}: {}", self.subject, self.text.replace('\n', " "))
    }
}

#[derive(Clone, Debug)]
pub struct Report(pub Vec<Finding>);

impl Report {
    pub fn failures(&self) -> usize {
        self.0.iter().filter(|finding| finding.verdict == Verdict::Fail).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|finding| writeln!(f, "{finding}"))
    }
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Text)]
    answer: String,
}

/// The `answer` column of a query.
pub fn answers(conn: &mut Conn, sql: &str) -> Result<Vec<String>, Error> {
    let rows: Vec<Answer> = diesel::sql_query(sql).load(conn)?;
    Ok(rows.into_iter().map(|row| row.answer).collect())
}

/// Judges the answers of a query.
pub fn asked(
    conn: &mut Conn,
    subject: &'static str,
    sql: &str,
    judge: impl FnOnce(Vec<String>) -> Finding,
) -> Finding {
    answers(conn, sql).map_or_else(|error| unreadable(subject, &error), judge)
}

/// The finding for a check that can't be run.
pub fn unreadable(subject: &'static str, error: &Error) -> Finding {
    Finding::fail(subject, format!("can’t be read: {error}; if this persists, restore a backup"))
}

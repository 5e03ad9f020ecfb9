//! What was found.

use std::fmt;

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::db::{Conn, Error};

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// It works, but there is something to know.
    Warn,
    /// The site doesn't work, or not for long.
    Fail,
}

/// What one check has found: a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub verdict: Verdict,
    /// What was looked at.
    pub subject: &'static str,
    /// What was seen, and what to do where it isn't as it should be.
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

/// All findings, a line each.
#[derive(Clone, Debug)]
pub struct Report(pub Vec<Finding>);

impl Report {
    /// How many checks have failed.
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

/// What a query answers, in a column called `answer`.
pub fn answers(conn: &mut Conn, sql: &str) -> Result<Vec<String>, Error> {
    let rows: Vec<Answer> = diesel::sql_query(sql).load(conn)?;
    Ok(rows.into_iter().map(|row| row.answer).collect())
}

/// What is said where a check can't be made.
pub fn unreadable(subject: &'static str, error: &Error) -> Finding {
    Finding::fail(subject, format!("it can’t be read: {error}; restore a back-up if it stays so"))
}

//! Findings and the report.

use std::fmt;

use crate::db::Error;

/// The result of a check, and how to fix what it found.
#[derive(Clone, Debug)]
pub enum Verdict {
    Ok(String),
    Warn(String),
    Fail(String),
}

/// A check that can't be run.
impl From<Error> for Verdict {
    fn from(error: Error) -> Self {
        Self::Fail(format!("can’t be read: {error}; if this persists, restore a backup"))
    }
}

impl Verdict {
    /// Its name in the report, and its text.
    pub(super) fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Ok(text) => ("ok  ", text),
            Self::Warn(text) => ("warn", text),
            Self::Fail(text) => ("FAIL", text),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Finding {
    pub subject: &'static str,
    pub verdict: Verdict,
}

impl Finding {
    pub(super) fn new(subject: &'static str, verdict: Verdict) -> Self {
        Self { subject, verdict }
    }

    /// The finding of a check that reads the database.
    pub(super) fn read(subject: &'static str, verdict: Result<Verdict, Error>) -> Self {
        Self { subject, verdict: verdict.unwrap_or_else(Verdict::from) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verdict, text) = self.verdict.parts();
        write!(f, "{verdict}  {}: {}", self.subject, text.replace('\n', " "))
    }
}

#[derive(Clone, Debug)]
pub struct Report(pub Vec<Finding>);

impl Report {
    pub fn failures(&self) -> usize {
        self.0.iter().filter(|finding| matches!(finding.verdict, Verdict::Fail(_))).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|finding| writeln!(f, "{finding}"))
    }
}

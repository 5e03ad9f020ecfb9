//! Findings and the report.

use std::fmt;

use crate::db::DbError;

/// The result of a check, and how to fix what it found.
#[derive(Clone, Debug)]
pub enum Diagnosis {
    Ok(String),
    Warn(String),
    Fail(String),
}

/// A check that can't be run.
impl From<DbError> for Diagnosis {
    fn from(error: DbError) -> Self {
        Self::Fail(format!("can’t be read: {error}; if this persists, restore a backup"))
    }
}

impl Diagnosis {
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
pub struct DoctorLine {
    pub subject: &'static str,
    pub verdict: Diagnosis,
}

impl DoctorLine {
    pub(super) fn new(subject: &'static str, verdict: Diagnosis) -> Self {
        Self { subject, verdict }
    }

    /// The finding of a check that reads the database.
    pub(super) fn read(subject: &'static str, verdict: Result<Diagnosis, DbError>) -> Self {
        Self { subject, verdict: verdict.unwrap_or_else(Diagnosis::from) }
    }
}

impl fmt::Display for DoctorLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verdict, text) = self.verdict.parts();
        write!(f, "{verdict}  {}: {}", self.subject, text.replace('\n', " "))
    }
}

#[derive(Clone, Debug)]
pub struct DoctorReport(pub Vec<DoctorLine>);

impl DoctorReport {
    pub fn failures(&self) -> usize {
        self.0.iter().filter(|finding| matches!(finding.verdict, Diagnosis::Fail(_))).count()
    }
}

impl fmt::Display for DoctorReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|finding| writeln!(f, "{finding}"))
    }
}

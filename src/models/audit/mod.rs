//! The audit log: who did what and when, with the values before and after. It is append-only, and each entry is written
//! in the transaction of the change.

mod changes;

pub use changes::{Change, changes, removed};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{QueryResult, insert_all};
use crate::db::{Conn, audit_log};
use crate::profile::words;

words! {
    /// The kind of thing that an entry is about.
    pub enum Kind {
        Career = "Career",
        User = "User",
        Category = "Category",
        Source = "Source",
        Insight = "Insight",
        InterviewQuestion = "Interview question",
        JobPosting = "Job",
        Site = "Site",
    }
}

#[derive(Clone, Debug)]
pub struct Actor {
    /// None for the command line, a schedule or an unknown visitor.
    pub user_id: Option<i64>,
    /// An email address, or a name such as `command line`.
    pub name: String,
    /// UTC.
    pub at: NaiveDateTime,
}

impl Actor {
    pub fn other(name: &str, at: NaiveDateTime) -> Self {
        Self { user_id: None, name: name.into(), at }
    }
}

/// `name` is the name at the time.
#[derive(Clone, Debug)]
pub struct AuditSubject {
    pub kind: Kind,
    pub id: Option<i64>,
    pub name: String,
}

#[derive(Insertable)]
#[diesel(table_name = audit_log, treat_none_as_default_value = false)]
struct AuditRow<'a> {
    happened_at: NaiveDateTime,
    user_id: Option<i64>,
    who: &'a str,
    action: &'a str,
    kind: &'static str,
    subject_id: Option<i64>,
    subject: &'a str,
    changes: String,
}

/// The log reads "actor, action, kind, subject", so `action` is a verb in the past tense, such as `published`.
pub fn record(
    conn: &mut Conn,
    actor: &Actor,
    action: &str,
    subject: &AuditSubject,
    changes: &[Change],
) -> QueryResult<()> {
    record_all(conn, actor, &[(action, subject.clone(), changes.to_vec())])
}

pub fn record_all(
    conn: &mut Conn,
    actor: &Actor,
    entries: &[(&str, AuditSubject, Vec<Change>)],
) -> QueryResult<()> {
    let mut rows = Vec::with_capacity(entries.len());
    for (action, subject, changes) in entries {
        rows.push(AuditRow {
            happened_at: actor.at,
            user_id: actor.user_id,
            who: &actor.name,
            action,
            kind: subject.kind.into(),
            subject_id: subject.id,
            subject: &subject.name,
            changes: serde_json::to_string(changes)?,
        });
    }
    insert_all!(conn, audit_log::table, rows)
}

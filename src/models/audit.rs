//! The audit log: what happened, who did it, and what stood there before and after. It is written in the
//! transaction of what it tells of, and only grows.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::user::User;
use super::{QueryResult, insert_all};
use crate::db::{Conn, audit_log};
use crate::profile::words;

words! {
    /// What an entry is about.
    #[derive(strum::VariantArray)]
    pub enum Kind {
        /// A career.
        Career,
        /// Someone who edits.
        User,
        /// A category.
        Category,
        /// A source.
        Source,
        /// A quote.
        Insight,
        /// An interview question.
        InterviewQuestion,
        /// A job posting.
        JobPosting,
        /// The site as a whole.
        Site,
    }
}

impl Kind {
    /// What it is called on pages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Career => "Career",
            Self::User => "User",
            Self::Category => "Category",
            Self::Source => "Source",
            Self::Insight => "Quote",
            Self::InterviewQuestion => "Interview question",
            Self::JobPosting => "Job posting",
            Self::Site => "Site",
        }
    }
}

/// Who did it, and when.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The user; none for the command line, a schedule or a stranger.
    pub user_id: Option<i64>,
    /// How they are called in the log: an address, or `command line`.
    pub name: String,
    /// When, UTC.
    pub at: NaiveDateTime,
}

impl Actor {
    /// A user at a moment.
    pub fn user(user: &User, at: NaiveDateTime) -> Self {
        Self { user_id: Some(user.id), name: user.email.clone(), at }
    }

    /// What acts without a user, such as `command line`.
    pub fn other(name: &str, at: NaiveDateTime) -> Self {
        Self { user_id: None, name: name.into(), at }
    }
}

/// A field with what stood there before and after; none where nothing stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field, `pay[0].total`.
    pub field: String,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
}

/// The fields in which two states of something differ, as its JSON names them: `pay[0].place`.
///
/// # Errors
/// It can't be written as JSON.
pub fn changes<T: Serialize>(before: Option<&T>, after: &T) -> QueryResult<Vec<Change>> {
    let mut fields = BTreeMap::new();
    if let Some(before) = before {
        flatten(String::new(), &serde_json::to_value(before)?, &mut |field, text| {
            fields.insert(field, (Some(text), None));
        });
    }
    flatten(String::new(), &serde_json::to_value(after)?, &mut |field, text| {
        fields.entry(field).or_insert((None, None)).1 = Some(text);
    });
    let differ = fields.into_iter().filter(|(_, (before, after))| before != after);
    Ok(differ.map(|(field, (before, after))| Change { field, before, after }).collect())
}

/// The fields of something that is there no longer.
///
/// # Errors
/// It can't be written as JSON.
pub fn removed<T: Serialize>(before: &T) -> QueryResult<Vec<Change>> {
    let swap = |change: Change| Change { before: change.after, after: None, ..change };
    Ok(changes(None::<&T>, before)?.into_iter().map(swap).collect())
}

/// Every single value of a JSON text with its path; empty lists and objects have none.
fn flatten(path: String, value: &Value, found: &mut impl FnMut(String, String)) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let separator = if path.is_empty() { "" } else { "." };
                flatten(format!("{path}{separator}{name}"), value, found);
            }
        }
        Value::Array(entries) => {
            for (place, value) in entries.iter().enumerate() {
                flatten(format!("{path}[{place}]"), value, found);
            }
        }
        Value::String(text) => found(path, text.clone()),
        other => found(path, other.to_string()),
    }
}

/// What an entry is about, as it was called then.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What it is.
    pub kind: Kind,
    /// Its id, where it has one.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
}

#[derive(Insertable)]
#[diesel(table_name = audit_log, treat_none_as_default_value = false)]
struct Row<'a> {
    happened_at: NaiveDateTime,
    user_id: Option<i64>,
    who: &'a str,
    action: &'a str,
    kind: &'static str,
    subject_id: Option<i64>,
    subject: &'a str,
    changes: String,
}

/// Adds an entry. `action` is a past participle such as `published`.
pub fn record(
    conn: &mut Conn,
    actor: &Actor,
    action: &str,
    subject: &Subject,
    changes: &[Change],
) -> QueryResult<()> {
    record_all(conn, actor, &[(action, subject.clone(), changes.to_vec())])
}

/// Adds many entries.
pub fn record_all(
    conn: &mut Conn,
    actor: &Actor,
    entries: &[(&str, Subject, Vec<Change>)],
) -> QueryResult<()> {
    let mut rows = Vec::with_capacity(entries.len());
    for (action, subject, changes) in entries {
        rows.push(Row {
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

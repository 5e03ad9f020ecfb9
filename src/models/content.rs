//! Content that has its own form at the desk. Each row has a version, to detect conflicting changes, and every change
//! is recorded in the audit log in the same transaction.

use std::collections::HashMap;

use serde::Serialize;

use super::QueryResult;
use super::audit::{self, Actor, AuditSubject, Kind};
use super::of_career::OfCareer;
use crate::db::Conn;
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting};
use crate::profile::{Category, Slug, Source};

#[derive(Clone, Debug, PartialEq, diesel::Queryable)]
pub struct Stored<T> {
    pub id: i64,
    /// Increases with every change; forms send it back to detect conflicts.
    pub version: i64,
    pub value: T,
}

pub type ContentRefused = super::refused::Refused<()>;

/// A content type as the desk names it.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    pub kind: Kind,
    /// The last part of the path of its list: `insights`.
    pub section: &'static str,
    pub one: &'static str,
    pub a_one: &'static str,
    pub many: &'static str,
    pub plural: &'static str,
}

/// In the order of the desk's menu.
pub const NOUNS: [Noun; 5] = [
    OfCareer::<Insight>::NOUN,
    OfCareer::<InterviewQuestion>::NOUN,
    OfCareer::<JobPosting>::NOUN,
    Category::NOUN,
    Source::NOUN,
];

impl Noun {
    /// None for a kind that isn't a content type.
    pub fn of(kind: Kind) -> Option<Self> {
        NOUNS.into_iter().find(|noun| noun.kind == kind)
    }

    pub fn url(&self) -> String {
        format!("/admin/{}", self.section)
    }
}

/// How a type is stored, and what the desk calls it. The functions below make all changes through it.
pub trait Content: Clone + PartialEq + Serialize + Send + 'static {
    const NOUN: Noun;

    fn name(&self) -> String;

    /// The action for the audit log, a verb in the past tense.
    fn action(&self, _before: &Self) -> &'static str {
        "changed"
    }

    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>>;

    /// Fails with [`ContentRefused::Problems`] if the value refers to something that doesn't exist, or if its slug is taken.
    fn insert(conn: &mut Conn, value: &Self) -> Result<i64, ContentRefused>;

    /// Also increases the version. Fails with [`ContentRefused::Stale`] if the row has changed since the caller read it.
    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), ContentRefused>;

    /// Fails with [`ContentRefused::Problems`] if the row is in use.
    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), ContentRefused>;

    /// Deletes rows that nothing uses anymore, after a change or deletion.
    fn tidy(_: &mut Conn) -> QueryResult<()> {
        Ok(())
    }
}

/// Content that careers refer to, and that can't be deleted while they do.
pub trait Catalogued: Content {
    /// Which careers the desk's list counts, in words.
    const COUNTED: &str;

    /// In the order of the list.
    fn all(conn: &mut Conn) -> QueryResult<Vec<Stored<Self>>>;

    /// The ids of the careers that count, by the id of what they refer to.
    fn uses(conn: &mut Conn) -> QueryResult<HashMap<i64, Vec<i64>>>;
}

/// The refusal of a slug that is taken.
pub(super) fn taken<T: Content>(slug: &Slug) -> ContentRefused {
    let message = format!("Another {} has the slug “{slug}”. Choose a different one", T::NOUN.one);
    ContentRefused::problem("slug", message)
}

pub fn add<T: Content>(conn: &mut Conn, actor: &Actor, value: &T) -> Result<i64, ContentRefused> {
    let id = T::insert(conn, value)?;
    let changes = audit::changes(None::<&T>, value)?;
    audit::record(conn, actor, "added", &subject(id, value), &changes)?;
    Ok(id)
}

/// Does nothing if the value is unchanged.
pub fn change<T: Content>(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
    version: i64,
    value: &T,
) -> Result<(), ContentRefused> {
    let before = at_version::<T>(conn, id, version)?;
    if before.value == *value {
        return Ok(());
    }
    T::update(conn, &before, value)?;
    T::tidy(conn)?;
    let changes = audit::changes(Some(&before.value), value)?;
    audit::record(conn, actor, value.action(&before.value), &subject(id, value), &changes)?;
    Ok(())
}

pub fn remove<T: Content>(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
    version: i64,
) -> Result<(), ContentRefused> {
    let stored = at_version::<T>(conn, id, version)?;
    T::delete(conn, &stored)?;
    T::tidy(conn)?;
    let changes = audit::removed(&stored.value)?;
    audit::record(conn, actor, "deleted", &subject(id, &stored.value), &changes)?;
    Ok(())
}

/// Fails with [`ContentRefused::Stale`] if the version has changed.
fn at_version<T: Content>(conn: &mut Conn, id: i64, version: i64) -> Result<Stored<T>, ContentRefused> {
    let stored = T::find(conn, id)?.ok_or(ContentRefused::Gone)?;
    if stored.version == version { Ok(stored) } else { Err(ContentRefused::Stale(())) }
}

fn subject<T: Content>(id: i64, value: &T) -> AuditSubject {
    AuditSubject { kind: T::NOUN.kind, id: Some(id), name: value.name() }
}

/// Fails with [`ContentRefused::Stale`] if a statement that was filtered by version didn't change a row.
pub(super) fn one(rows: usize) -> Result<(), ContentRefused> {
    if rows == 1 { Ok(()) } else { Err(ContentRefused::Stale(())) }
}

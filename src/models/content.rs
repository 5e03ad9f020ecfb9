//! Content with its own form: a version that detects conflicting changes, and an audit log entry for every change, in
//! the same transaction.

use serde::Serialize;

use super::QueryResult;
use super::audit::{self, Actor, Kind, Subject};
use crate::db::Conn;

#[derive(Clone, Debug, PartialEq)]
pub struct Stored<T> {
    pub id: i64,
    /// Increases with every change; forms send it back to detect conflicts.
    pub version: i64,
    pub value: T,
}

pub type Refused = super::refused::Refused<()>;

/// How a type is stored and named in the audit log. The functions below use it for every change.
pub trait Content: Clone + PartialEq + Serialize + Send + 'static {
    const KIND: Kind;

    fn name(&self) -> String;

    /// The past participle for the audit log.
    fn action(&self, _before: &Self) -> &'static str {
        "changed"
    }

    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>>;

    /// [`Refused::Problems`] where it names something that doesn't exist, or its name is taken.
    fn insert(conn: &mut Conn, value: &Self) -> Result<i64, Refused>;

    /// Also increases the version. The caller has found it at that version; [`Refused::Stale`] where it has changed
    /// since.
    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), Refused>;

    /// [`Refused::Problems`] where it is in use.
    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), Refused>;

    /// Deletes what is no longer used, after a change or deletion.
    fn tidy(_: &mut Conn) -> QueryResult<()> {
        Ok(())
    }
}

pub fn add<T: Content>(conn: &mut Conn, actor: &Actor, value: &T) -> Result<i64, Refused> {
    let id = T::insert(conn, value)?;
    let changes = audit::changes(None::<&T>, value)?;
    audit::record(conn, actor, "added", &subject(id, value), &changes)?;
    Ok(id)
}

/// An unchanged value keeps its version.
pub fn change<T: Content>(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
    version: i64,
    value: &T,
) -> Result<(), Refused> {
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

pub fn remove<T: Content>(conn: &mut Conn, actor: &Actor, id: i64, version: i64) -> Result<(), Refused> {
    let stored = at_version::<T>(conn, id, version)?;
    T::delete(conn, &stored)?;
    T::tidy(conn)?;
    let changes = audit::removed(&stored.value)?;
    audit::record(conn, actor, "deleted", &subject(id, &stored.value), &changes)?;
    Ok(())
}

/// [`Refused::Stale`] where the version has changed.
fn at_version<T: Content>(conn: &mut Conn, id: i64, version: i64) -> Result<Stored<T>, Refused> {
    let stored = T::find(conn, id)?.ok_or(Refused::Gone)?;
    if stored.version == version { Ok(stored) } else { Err(Refused::Stale(())) }
}

fn subject<T: Content>(id: i64, value: &T) -> Subject {
    Subject { kind: T::KIND, id: Some(id), name: value.name() }
}

/// [`Refused::Stale`] where a statement that matches the version changed no row.
pub(super) fn one(rows: usize) -> Result<(), Refused> {
    if rows == 1 { Ok(()) } else { Err(Refused::Stale(())) }
}

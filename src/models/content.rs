//! What has a form of its own: a version that forms are compared by, and an entry in the audit log for every
//! change, written in the transaction of the change.

use serde::Serialize;

use super::QueryResult;
use super::audit::{self, Actor, Kind, Subject};
use crate::db::Conn;

/// Something as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored<T> {
    /// Its id.
    pub id: i64,
    /// Grows with every change; what forms are compared by.
    pub version: i64,
    /// What it is.
    pub value: T,
}

/// Why a change was refused.
pub type Refused = super::refused::Refused<()>;

/// How something is stored, and what the audit log calls it. The functions below write it.
pub trait Content: Clone + PartialEq + Serialize + Send + 'static {
    /// What it is in the audit log.
    const KIND: Kind;

    /// What the audit log calls this one.
    fn name(&self) -> String;

    /// What was done to it where it was this before.
    fn action(&self, _before: &Self) -> &'static str {
        "changed"
    }

    /// Finds one.
    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>>;

    /// Adds one and gives its id.
    ///
    /// # Errors
    /// [`Refused::Problems`] where it names what isn't there, or is called like another.
    fn insert(conn: &mut Conn, value: &Self) -> Result<i64, Refused>;

    /// Writes over one and raises its version. The caller has found it at that version.
    ///
    /// # Errors
    /// As for [`Content::insert`]; [`Refused::Stale`] where another was faster.
    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), Refused>;

    /// Deletes one.
    ///
    /// # Errors
    /// [`Refused::Problems`] where it is in use, [`Refused::Stale`] where another was faster.
    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), Refused>;

    /// Drops what nothing needs any more, after one has changed or is gone.
    fn tidy(_: &mut Conn) -> QueryResult<()> {
        Ok(())
    }
}

/// Adds something and gives its id.
///
/// # Errors
/// [`Refused::Problems`] where it names what isn't there, or is called like another.
pub fn add<T: Content>(conn: &mut Conn, actor: &Actor, value: &T) -> Result<i64, Refused> {
    let id = T::insert(conn, value)?;
    let changes = audit::changes(None::<&T>, value)?;
    audit::record(conn, actor, "added", &subject(id, value), &changes)?;
    Ok(id)
}

/// Changes something that was read at a version. What is as it was stays at that version.
///
/// # Errors
/// [`Refused::Stale`], [`Refused::Gone`], and [`Refused::Problems`] as for [`add`].
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

/// Deletes something that was read at a version.
///
/// # Errors
/// [`Refused::Stale`], [`Refused::Gone`], and [`Refused::Problems`] where it is in use.
pub fn remove<T: Content>(conn: &mut Conn, actor: &Actor, id: i64, version: i64) -> Result<(), Refused> {
    let stored = at_version::<T>(conn, id, version)?;
    T::delete(conn, &stored)?;
    T::tidy(conn)?;
    let changes = audit::removed(&stored.value)?;
    audit::record(conn, actor, "deleted", &subject(id, &stored.value), &changes)?;
    Ok(())
}

/// Finds what a form was opened for.
///
/// # Errors
/// [`Refused::Gone`]; [`Refused::Stale`] where it isn't at that version any more.
fn at_version<T: Content>(conn: &mut Conn, id: i64, version: i64) -> Result<Stored<T>, Refused> {
    let stored = T::find(conn, id)?.ok_or(Refused::Gone)?;
    if stored.version == version { Ok(stored) } else { Err(Refused::Stale(())) }
}

fn subject<T: Content>(id: i64, value: &T) -> Subject {
    Subject { kind: T::KIND, id: Some(id), name: value.name() }
}

/// Says that another was faster where a statement found no row at the version it was asked for.
pub(super) fn one(rows: usize) -> Result<(), Refused> {
    if rows == 1 { Ok(()) } else { Err(Refused::Stale(())) }
}

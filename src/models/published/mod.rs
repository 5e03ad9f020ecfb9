//! The index of published careers, derived from live revisions: everything that lists, search, skills, similar careers,
//! comparisons, redirects and the site map need. [`put`], [`remove`] and [`rebuild`] are its only writers; they run in
//! the transaction that publishes, withdraws or imports. The index can be dropped and rebuilt at any time.

mod cache;
pub mod card;
pub mod change;
mod document;
mod live;
mod mentions;
pub mod name;
mod names;
mod row;
pub mod similar;
pub mod site_map;
mod skills;
pub mod unlinked;
mod vocabulary;

use diesel::prelude::*;

use super::QueryResult;
use crate::db::content_version::dsl::{content_version, rules};
use crate::db::{BATCH, CHUNK, Conn, published, words};

pub use cache::CareerCache;
pub use live::{Batch, Has, LiveCareer, WithProfile, after, find, names as all_names, profiles};
pub(super) use skills::unpacked;

/// The version of the rules that derive the index. Raise it whenever they change, for example in [`crate::terms`]; the
/// next start then rebuilds the index.
const RULES: i64 = 3;

/// The id of a published career, with the profile that its rows are derived from.
type Indexed<'a> = (i64, &'a crate::profile::Profile);

/// Updates the rows of published careers from their live revisions.
pub fn put(conn: &mut Conn, careers: &[i64]) -> QueryResult<()> {
    put_all(conn, careers, |_| ())
}

fn put_all(conn: &mut Conn, careers: &[i64], mut progress: impl FnMut(RebuildStep)) -> QueryResult<()> {
    let mut changed = Vec::new();
    let mut done = 0;
    for ids in careers.chunks(BATCH) {
        changed.extend(put_batch(conn, ids)?);
        done += ids.len();
        progress(RebuildStep { done, of: careers.len() });
    }
    // Once, after all batches: otherwise a career of a later batch could miss its place in a list that is full.
    similar::refresh(conn, &changed)?;
    tidy(conn)
}

/// Returns the careers whose skills have changed.
fn put_batch(conn: &mut Conn, careers: &[i64]) -> QueryResult<Vec<i64>> {
    let live = live::of(conn, careers)?;
    let indexed: Vec<Indexed<'_>> = live.iter().map(|live| (live.id, &live.profile)).collect();
    let skills = skills::ensure(conn, &indexed)?;
    let changed = skills::changed(conn, &indexed, &skills)?;
    let categories = row::put(conn, &live, &skills)?;
    mentions::put(conn, &indexed)?;
    names::put(conn, &indexed)?;
    document::put(conn, &indexed, &categories)?;
    skills::put(conn, &indexed, &changed, &skills)?;
    Ok(changed)
}

/// Removes careers that are no longer published.
pub fn remove(conn: &mut Conn, careers: &[i64]) -> QueryResult<()> {
    if careers.is_empty() {
        return Ok(());
    }
    for ids in careers.chunks(CHUNK) {
        document::forget(conn, ids)?;
        diesel::delete(published::table.filter(published::career_id.eq_any(ids))).execute(conn)?;
    }
    tidy(conn)
}

/// Removes skills and words that no published career uses.
fn tidy(conn: &mut Conn) -> QueryResult<()> {
    skills::drop_unused(conn)?;
    vocabulary::drop_unused(conn)
}

/// The progress of a rebuild, in careers.
#[derive(Clone, Copy, Debug)]
pub struct RebuildStep {
    pub done: usize,
    pub of: usize,
}

/// Rebuilds the whole index, and reports the progress after each batch.
pub fn rebuild(conn: &mut Conn, progress: impl FnMut(RebuildStep)) -> QueryResult<()> {
    crate::db::lock(conn, crate::db::Lock::Profiles)?;
    diesel::delete(published::table).execute(conn)?;
    diesel::delete(words::table).execute(conn)?;
    let ids = live::ids(conn)?;
    put_all(conn, &ids, progress)?;
    diesel::update(content_version).set(rules.eq(RULES)).execute(conn)?;
    Ok(())
}

/// Rebuilds the index if it was derived by other rules than this program's.
pub fn bring_up_to_date(conn: &mut Conn, progress: impl FnMut(RebuildStep)) -> QueryResult<()> {
    // Several instances may start at once: one rebuilds, the others wait and find it done.
    crate::db::lock(conn, crate::db::Lock::Profiles)?;
    match is_behind(conn)? {
        true => rebuild(conn, progress),
        false => Ok(()),
    }
}

/// Whether the index was derived by other rules than this program's.
pub fn is_behind(conn: &mut Conn) -> QueryResult<bool> {
    Ok(content_version.select(rules).first::<i64>(conn)? != RULES)
}

//! Published careers in memory, for an export: it asks for a dozen pages and formats of each, one after the other.

use quick_cache::sync::Cache;

use super::{LiveCareer, find};
use crate::db::{Conn, version};
use crate::models::QueryResult;
use crate::profile::Slug;

/// The careers that were read last, by slug and content version.
#[derive(Debug)]
pub struct CareerCache(Cache<(Slug, i64), Option<LiveCareer>>);

impl CareerCache {
    pub fn new(capacity: usize) -> Self {
        Self(Cache::new(capacity))
    }

    /// As [`find`], but reads a career only once until something public changes.
    pub fn find(&self, conn: &mut Conn, slug: &Slug) -> QueryResult<Option<LiveCareer>> {
        let version = version::read(conn)?;
        self.0.get_or_insert_with(&(slug.clone(), version), || find(conn, slug))
    }
}

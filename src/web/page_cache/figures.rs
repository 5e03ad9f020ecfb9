//! What the cache counts.

use std::sync::atomic::Ordering;

use super::PageCache;

/// How a cache is, and what it has done since the start.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Requests that were answered with what was kept, also where another request has just made it.
    pub hits: u64,
    /// Those whose page wasn't kept.
    pub misses: u64,
    /// Those whose page was kept from before a change.
    pub stale: u64,
    /// The pages that are kept.
    pub pages: i64,
    /// Their size, in bytes.
    pub bytes: i64,
    /// The cached pages whose smallest form isn't made yet.
    pub waiting: i64,
}

impl PageCache {
    /// The figures of the moment.
    pub fn figures(&self) -> Figures {
        Figures {
            hits: self.hits.load(Ordering::Relaxed),
            misses: self.misses.load(Ordering::Relaxed),
            stale: self.stale.load(Ordering::Relaxed),
            pages: self.pages.len() as i64,
            bytes: self.pages.weight() as i64,
            waiting: self.pages.iter().filter(|(_, page)| page.content.is_to_improve()).count() as i64,
        }
    }
}

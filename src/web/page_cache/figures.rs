//! Metrics of the cache.

use std::sync::atomic::Ordering;

use super::PageCache;

#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Requests answered from the cache, including those that waited for another one to fill it.
    pub hits: u64,
    pub misses: u64,
    /// Pages cached before a change.
    pub stale: u64,
    pub pages: i64,
    /// In bytes.
    pub bytes: i64,
    /// Cached pages whose smallest encoding hasn't been made yet.
    pub waiting: i64,
}

impl PageCache {
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

//! Metrics of the cache.

use std::fmt;

use prometheus_client::encoding::DescriptorEncoder;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

use super::PageCache;
use crate::metrics::{put, put_each};

impl PageCache {
    /// Adds the cache's metrics to a scrape. Requests that waited for another one to render the page are hits.
    pub fn put_figures(&self, encoder: &mut DescriptorEncoder<'_>) -> fmt::Result {
        let help = "Requests for cacheable pages: hit, miss, or stale, if content has changed since.";
        let requests = [("hit", &self.hits), ("miss", &self.misses), ("stale", &self.stale)];
        put_each(encoder, "page_cache_requests", help, "result", requests)?;
        let pages = ConstGauge::new(self.pages.len() as i64);
        put(encoder, "page_cache_pages", "Cached pages.", None, &pages)?;
        let bytes = ConstGauge::new(self.pages.weight() as i64);
        put(encoder, "page_cache_size", "Memory used by cached pages.", Some(&Unit::Bytes), &bytes)?;
        let waiting = self.pages.iter().filter(|(_, page)| page.content.is_to_improve()).count();
        let help = "Cached pages not yet in their smallest compressed form; another request triggers that.";
        let waiting = ConstGauge::new(waiting as i64);
        put(encoder, "page_cache_compressions_waiting", help, None, &waiting)
    }
}

//! Cached public pages: each is rendered once, and sent until something changes.
//!
//! A cached page has the content version ([`crate::db::version`]) that was known before its data was read. It is valid
//! until a newer version is known; then the next request renders it again, and if the bytes are the same, the
//! compressed encodings are kept. Dependencies of pages aren't tracked: the percentages next to related careers depend
//! on how many careers ask for a skill, so any change may affect any page, and rendering one takes about a millisecond
//! (benches/README.md).
//!
//! If rendering fails with a transient error, the old page is sent, marked as stale.
//!
//! [`serve`] answers from the cache before any other middleware; [`keep`] wraps cacheable routes and fills the cache.

mod figures;
mod improve;
mod keep;
mod page;
mod serve;

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
pub use keep::{Keep, keep, once};
use page::{CachedContent, EncodedForm};
use prometheus_client::metrics::counter::Counter;
use quick_cache::sync::{Cache, DefaultLifecycle, EntryAction, EntryResult, PlaceholderGuard};
use quick_cache::{DefaultHashBuilder, Weighter};
pub use serve::serve;

use crate::clock::Clock;
use crate::coding::Coding;
use crate::db::Db;
use crate::metrics::{KeptRoute, Requests};
use improve::Improver;

/// The typical size of a page in all encodings, in bytes.
const USUAL: u64 = 64 * 1024;

/// How long a stale page is sent before rendering is tried again.
const LEFT: Duration = Duration::from_millis(500);

pub struct PageCache {
    pages: Arc<Pages>,
    improver: Arc<Improver>,
    db: Db,
    clock: Clock,
    requests: Requests,
    hits: Counter,
    misses: Counter,
    /// Requests for pages that were cached before a change.
    stale: Counter,
}

type Pages = Cache<String, CachedPage, Bytes>;
type Placeholder<'a> =
    PlaceholderGuard<'a, String, CachedPage, Bytes, DefaultHashBuilder, DefaultLifecycle<String, CachedPage>>;

#[derive(Clone)]
struct CachedPage {
    /// The content version that was known before the page's data was read.
    version: i64,
    /// The day that the page is valid on: pages show the age of figures and leave out what has expired.
    day: NaiveDate,
    content: Arc<CachedContent>,
    route: Arc<KeptRoute>,
    failed: Option<FailedRender>,
}

#[derive(Clone, Copy)]
struct FailedRender {
    at: Instant,
    /// The content version known at the failure.
    version: i64,
}

/// Weighs pages by size in bytes.
#[derive(Clone)]
struct Bytes;

impl Weighter<String, CachedPage> for Bytes {
    fn weight(&self, address: &String, page: &CachedPage) -> u64 {
        (address.len() + page.content.size()) as u64
    }
}

enum Turn<'a> {
    /// A page is old if rendering failed a moment ago.
    Send { content: Arc<CachedContent>, is_old: bool },
    /// Render the page and store it here; the old page may be sent if that fails.
    Make(Placeholder<'a>, Option<CachedPage>),
}

impl PageCache {
    /// Holds at most `bytes` bytes.
    pub fn new(db: Db, clock: Clock, requests: Requests, bytes: u64) -> Self {
        let pages = Arc::new(Cache::with_weighter((bytes / USUAL) as usize, bytes, Bytes));
        Self {
            improver: Arc::new(Improver::new(pages.clone())),
            pages,
            db,
            clock,
            requests,
            hits: Counter::default(),
            misses: Counter::default(),
            stale: Counter::default(),
        }
    }

    /// Returns the page if it is valid. If the client accepts brotli, queues the page for better compression.
    fn current(&self, address: &str, taken: &[Coding]) -> Option<CachedPage> {
        let page = self.pages.get(address).filter(|page| self.is_current(page))?;
        if taken.contains(&Coding::Brotli) {
            self.improver.improve(address, &page.content);
        }
        self.hits.inc();
        Some(page)
    }

    /// Compresses a page when an encoding is first requested.
    fn answer(
        &self,
        address: &str,
        content: &CachedContent,
        request: &HttpRequest,
        taken: &[Coding],
    ) -> HttpResponse {
        match content.missing(taken) {
            Some(form) => {
                let content = content.with(form.clone());
                add_form(&self.pages, address, &content, form);
                content.answer(request, taken)
            }
            None => content.answer(request, taken),
        }
    }

    fn is_current(&self, page: &CachedPage) -> bool {
        page.version == self.db.version() && page.day == self.clock.today()
    }

    /// Whether rendering failed a moment ago, so that requests don't each wait for a database that is down. If a newer
    /// version has become known since, the database has answered.
    fn is_left(&self, page: &CachedPage) -> bool {
        page.failed.is_some_and(|failed| failed.version == self.db.version() && failed.at.elapsed() < LEFT)
    }

    /// Waits while another request renders the page.
    async fn turn(&self, address: &str) -> Turn<'_> {
        let decide = |_: &String, page: &mut CachedPage| {
            let is_old = !self.is_current(page);
            match is_old && !self.is_left(page) {
                true => EntryAction::ReplaceWithGuard,
                false => EntryAction::Retain((page.content.clone(), is_old)),
            }
        };
        match self.pages.entry_async(address, decide).await {
            EntryResult::Retained((content, is_old)) => {
                self.hits.inc();
                Turn::Send { content, is_old }
            }
            EntryResult::Replaced(place, before) => {
                self.stale.inc();
                Turn::Make(place, Some(before))
            }
            EntryResult::Vacant(place) => {
                self.misses.inc();
                Turn::Make(place, None)
            }
            // The callback never removes entries, and there is no timeout.
            EntryResult::Removed(..) | EntryResult::Timeout => unreachable!(),
        }
    }
}

/// Adds an encoding, unless the page has changed.
fn add_form(pages: &Pages, address: &str, content: &CachedContent, form: EncodedForm) {
    // No waiting: while another request renders the page again, there is nothing to add to.
    pages.entry(address, Some(Duration::ZERO), |_, page| {
        if page.content.is_same(content) {
            page.content = Arc::new(page.content.with(form));
        }
        EntryAction::Retain(())
    });
}

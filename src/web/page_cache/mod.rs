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

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
pub use figures::Figures;
pub use keep::{Keep, keep, once};
use page::{CachedContent, EncodedForm};
use quick_cache::sync::{Cache, DefaultLifecycle, EntryAction, EntryResult, PlaceholderGuard};
use quick_cache::{DefaultHashBuilder, Weighter};
pub use serve::serve;

use crate::clock::Clock;
use crate::coding::Coding;
use crate::db::Db;
use improve::Improver;

/// The typical size of a page in all encodings, in bytes.
const USUAL: u64 = 64 * 1024;

/// How long a stale page is sent before rendering is tried again.
const LEFT: Duration = Duration::from_millis(500);

/// Counts a cache hit for its route, by method, status and start time.
pub type CountHit = Box<dyn Fn(&Method, StatusCode, Instant) + Send + Sync>;

/// Looks up a route's counters, once for each cached page.
type CountHits = Box<dyn Fn(Option<String>) -> CountHit + Send + Sync>;

pub struct PageCache {
    pages: Arc<Pages>,
    improver: Improver,
    db: Db,
    clock: Clock,
    count_hits: CountHits,
    hits: AtomicU64,
    misses: AtomicU64,
    stale: AtomicU64,
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
    count_hit: Arc<CountHit>,
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

impl fmt::Debug for PageCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageCache({} pages, {} bytes)", self.pages.len(), self.pages.weight())
    }
}

enum Turn<'a> {
    Send(Arc<CachedContent>),
    /// Stale: rendering failed a moment ago.
    SendOld(Arc<CachedContent>),
    /// Render the page and store it here; the old page may be sent if that fails.
    Make(Placeholder<'a>, Option<CachedPage>),
}

impl PageCache {
    pub fn new(
        db: Db,
        clock: Clock,
        count_hits: impl Fn(Option<String>) -> CountHit + Send + Sync + 'static,
        bytes: u64,
    ) -> Self {
        let pages = Arc::new(Cache::with_weighter((bytes / USUAL) as usize, bytes, Bytes));
        Self {
            improver: Improver::new(pages.clone()),
            pages,
            db,
            clock,
            count_hits: Box::new(count_hits),
            hits: AtomicU64::default(),
            misses: AtomicU64::default(),
            stale: AtomicU64::default(),
        }
    }

    /// Returns the page if it is valid. If the client accepts brotli, queues the page for better compression.
    fn current(&self, address: &str, taken: &[Coding]) -> Option<CachedPage> {
        let page = self.pages.get(address).filter(|page| self.is_current(page))?;
        if taken.contains(&Coding::Brotli) {
            self.improver.improve(address, &page.content);
        }
        self.hits.fetch_add(1, Ordering::Relaxed);
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
        page.version == self.db.version() && page.day == self.today()
    }

    fn today(&self) -> NaiveDate {
        self.clock.now().date()
    }

    /// Whether rendering failed a moment ago, so that requests don't each wait for a database that is down. If a newer
    /// version has become known since, the database has answered.
    fn is_left(&self, page: &CachedPage) -> bool {
        page.failed.is_some_and(|failed| failed.version == self.db.version() && failed.at.elapsed() < LEFT)
    }

    /// Waits while another request renders the page.
    async fn turn(&self, address: &str) -> Turn<'_> {
        let decide = |_: &String, page: &mut CachedPage| match page {
            page if self.is_current(page) => EntryAction::Retain((page.content.clone(), false)),
            page if self.is_left(page) => EntryAction::Retain((page.content.clone(), true)),
            _ => EntryAction::ReplaceWithGuard,
        };
        match self.pages.entry_async(address, decide).await {
            EntryResult::Retained((content, is_old)) => {
                self.hits.fetch_add(1, Ordering::Relaxed);
                if is_old { Turn::SendOld(content) } else { Turn::Send(content) }
            }
            EntryResult::Replaced(place, before) => {
                self.stale.fetch_add(1, Ordering::Relaxed);
                Turn::Make(place, Some(before))
            }
            EntryResult::Vacant(place) => {
                self.misses.fetch_add(1, Ordering::Relaxed);
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

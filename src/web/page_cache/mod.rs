//! Public pages as bytes: rendered once, and sent as they are until something changes.
//!
//! A page is as old as the content version ([`crate::db::version`]) that was known before anything was read for it.
//! While no newer one is known, it is right. When one is, the page is made anew by whoever asks for it next; where
//! that gives the same bytes, the compressed ones are kept. There is no list of what a page hangs on: the
//! percentages beside related careers hang on how many careers ask for a skill, so that a page of one career may
//! change with any other, and to make a page costs about a millisecond (benches/README.md).
//!
//! Where making a page anew fails for want of the database, the old one is sent, and says that it is old.
//!
//! [`serve`] answers from the cache before anything else looks at a request; [`keep`] wraps the routes of pages
//! that may be kept, and fills it.

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
use page::{Content, Form};
use quick_cache::sync::{Cache, DefaultLifecycle, EntryAction, EntryResult, PlaceholderGuard};
use quick_cache::{DefaultHashBuilder, Weighter};
pub use serve::serve;

use crate::clock::Clock;
use crate::coding::Coding;
use crate::db::Db;
use improve::Improver;

/// How many bytes a page has in all its forms, about.
const USUAL: u64 = 64 * 1024;

/// How long an old page is sent before it is tried again to make it anew.
const LEFT: Duration = Duration::from_millis(500);

/// Counts an answer from the cache among those of its route, by method, status and when the request came in.
pub type CountHit = Box<dyn Fn(&Method, StatusCode, Instant) + Send + Sync>;

/// Looks up, once for each cached page, where the answers of a route are counted.
type CountHits = Box<dyn Fn(Option<String>) -> CountHit + Send + Sync>;

/// The pages of this process.
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

type Pages = Cache<String, Page, Bytes>;
type Place<'a> =
    PlaceholderGuard<'a, String, Page, Bytes, DefaultHashBuilder, DefaultLifecycle<String, Page>>;

/// A page, and how long it is right.
#[derive(Clone)]
struct Page {
    /// The content version that was known before it was read.
    version: i64,
    /// The day it was made; pages say how old figures are, and leave out what has expired.
    day: NaiveDate,
    content: Arc<Content>,
    count_hit: Arc<CountHit>,
    /// Whether making it anew has failed for now.
    failed: Option<Failed>,
}

/// A page couldn't be made anew.
#[derive(Clone, Copy)]
struct Failed {
    at: Instant,
    /// The content version that was known.
    version: i64,
}

/// Its size in bytes.
#[derive(Clone)]
struct Bytes;

impl Weighter<String, Page> for Bytes {
    fn weight(&self, address: &String, page: &Page) -> u64 {
        (address.len() + page.content.size()) as u64
    }
}

impl fmt::Debug for PageCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageCache({} pages, {} bytes)", self.pages.len(), self.pages.weight())
    }
}

/// What there is to do for an address that was asked for.
enum Turn<'a> {
    /// Send this.
    Send(Arc<Content>),
    /// Send this, which is old: it couldn't be made anew a moment ago.
    SendOld(Arc<Content>),
    /// Make it, and put it here; with what was here before.
    Make(Place<'a>, Option<Page>),
}

impl PageCache {
    /// A cache of at most `bytes` bytes.
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

    /// A page that is right now. What is asked for again in brotli is worth compressing well.
    fn current(&self, address: &str, taken: &[Coding]) -> Option<Page> {
        let page = self.pages.get(address).filter(|page| self.is_current(page))?;
        if taken.contains(&Coding::Brotli) {
            self.improver.improve(address, &page.content);
        }
        self.hits.fetch_add(1, Ordering::Relaxed);
        Some(page)
    }

    /// The answer to a request for a cached page. Makes the form that nobody has asked for before.
    fn answer(
        &self,
        address: &str,
        content: &Content,
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

    fn is_current(&self, page: &Page) -> bool {
        page.version == self.db.version() && page.day == self.today()
    }

    fn today(&self) -> NaiveDate {
        self.clock.now().date()
    }

    /// Whether a page is left as it is for a moment, so that those who wait for it don't each wait for a database
    /// that is away. A change that is known ends it: the database has answered.
    fn is_left(&self, page: &Page) -> bool {
        page.failed.is_some_and(|failed| failed.version == self.db.version() && failed.at.elapsed() < LEFT)
    }

    /// Waits where somebody makes the page already.
    async fn turn(&self, address: &str) -> Turn<'_> {
        let decide = |_: &String, page: &mut Page| match page {
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
            // Nothing is removed, and nobody waits with a limit.
            EntryResult::Removed(..) | EntryResult::Timeout => unreachable!(),
        }
    }
}

/// Adds a form to a page that is still the same.
fn add_form(pages: &Pages, address: &str, content: &Content, form: Form) {
    // While another request makes the page again, there is nothing to add to.
    pages.entry(address, Some(Duration::ZERO), |_, page| {
        if page.content.is_same(content) {
            page.content = Arc::new(page.content.with(form));
        }
        EntryAction::Retain(())
    });
}

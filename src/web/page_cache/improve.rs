//! Compresses pages that are asked for again as well as it can be done, on a thread of its own.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use quick_cache::sync::EntryAction;

use super::Pages;
use super::page::Content;

/// How many pages may wait. Those that don't fit stay as they are until they are asked for again.
const WAITING: usize = 4_096;

type Job = (String, Arc<Content>);

pub struct Improver {
    pages: Arc<Pages>,
    /// Where jobs go; the thread begins with the first, and ends when this is dropped.
    jobs: OnceLock<SyncSender<Job>>,
    waiting: Arc<AtomicI64>,
}

impl Improver {
    pub fn new(pages: Arc<Pages>) -> Self {
        Self { pages, jobs: OnceLock::new(), waiting: Arc::default() }
    }

    /// Lets a page be improved.
    pub fn improve(&self, address: &str, content: &Arc<Content>) {
        let jobs = self.jobs.get_or_init(|| start(self.pages.clone(), self.waiting.clone()));
        self.waiting.fetch_add(1, Ordering::Relaxed);
        if jobs.try_send((address.to_owned(), content.clone())).is_err() {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            content.is_to_improve.store(true, Ordering::Relaxed);
        }
    }

    /// How many pages wait.
    pub fn waiting(&self) -> i64 {
        self.waiting.load(Ordering::Relaxed)
    }
}

fn start(pages: Arc<Pages>, waiting: Arc<AtomicI64>) -> SyncSender<Job> {
    let (sender, jobs) = sync_channel(WAITING);
    let thread =
        thread::Builder::new().name("compression".into()).spawn(move || work(&pages, &waiting, jobs));
    if let Err(error) = thread {
        tracing::error!(%error, "pages can’t be compressed in the background");
    }
    sender
}

fn work(pages: &Pages, waiting: &AtomicI64, jobs: Receiver<Job>) {
    for (address, content) in jobs {
        waiting.fetch_sub(1, Ordering::Relaxed);
        let improved = Arc::new(content.improved());
        // While it is being made anew, there is nothing to improve.
        pages.entry(&address, Some(Duration::ZERO), |_, page| {
            if Arc::ptr_eq(&page.content, &content) {
                page.content = improved;
            }
            EntryAction::Retain(())
        });
    }
}

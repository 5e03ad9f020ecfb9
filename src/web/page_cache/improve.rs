//! Compresses pages that are requested repeatedly, on a background thread.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::thread;

use super::page::CachedContent;
use super::{Pages, add_form};

/// The capacity of the queue. If it is full, the oldest page is dropped until it is requested again.
const WAITING: usize = 4_096;

pub struct Improver {
    pages: Arc<Pages>,
    /// Addresses, newest last.
    queue: Mutex<VecDeque<String>>,
    /// Wakes the thread, which starts with the first page and ends when this sender is dropped.
    wake: OnceLock<SyncSender<()>>,
}

impl Improver {
    pub fn new(pages: Arc<Pages>) -> Self {
        Self { pages, queue: Mutex::default(), wake: OnceLock::new() }
    }

    pub fn improve(self: &Arc<Self>, address: &str, content: &CachedContent) {
        if !content.is_to_improve() || content.is_queued.swap(true, Ordering::Relaxed) {
            return;
        }
        let mut queue = self.queue();
        queue.push_back(address.to_owned());
        let given_up = if queue.len() > WAITING { queue.pop_front() } else { None };
        drop(queue);
        if let Some(page) = given_up.and_then(|address| self.pages.peek(&address)) {
            page.content.is_queued.store(false, Ordering::Relaxed);
        }
        // If the channel is full, the thread has been woken already.
        self.wake.get_or_init(|| start(Arc::downgrade(self))).try_send(()).ok();
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Compresses the newest page in the queue; false if the queue is empty.
    fn improve_one(&self) -> bool {
        let Some(address) = self.queue().pop_back() else { return false };
        if let Some(page) = self.pages.peek(&address).filter(|page| page.content.is_to_improve()) {
            add_form(&self.pages, &address, &page.content, page.content.smallest());
        }
        true
    }
}

fn start(improver: Weak<Improver>) -> SyncSender<()> {
    let (sender, woken) = sync_channel(1);
    let work = move || {
        while woken.recv().is_ok() {
            while improver.upgrade().is_some_and(|improver| improver.improve_one()) {}
        }
    };
    if let Err(error) = thread::Builder::new().name("compression".into()).spawn(work) {
        tracing::error!(%error, "can’t start compressing pages in the background");
    }
    sender
}

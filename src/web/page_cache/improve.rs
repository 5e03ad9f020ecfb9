//! Compresses pages that are requested repeatedly, on a background thread.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::thread;

use super::page::CachedContent;
use super::{Pages, add_form};

/// The capacity of the queue. If it is full, the oldest page is dropped until it is requested again.
const WAITING: usize = 4_096;

pub struct Improver {
    queue: Arc<Queue>,
    /// Wakes the thread, which starts with the first page and ends when this sender is dropped.
    wake: OnceLock<SyncSender<()>>,
}

struct Queue {
    pages: Arc<Pages>,
    /// Addresses, newest last.
    waiting: Mutex<VecDeque<String>>,
}

impl Improver {
    pub fn new(pages: Arc<Pages>) -> Self {
        Self { queue: Arc::new(Queue { pages, waiting: Mutex::default() }), wake: OnceLock::new() }
    }

    pub fn improve(&self, address: &str, content: &CachedContent) {
        if !content.is_to_improve() || content.is_queued.swap(true, Ordering::Relaxed) {
            return;
        }
        self.queue.push(address);
        // If the channel is full, the thread has been woken already.
        self.wake.get_or_init(|| start(Arc::downgrade(&self.queue))).try_send(()).ok();
    }
}

impl Queue {
    fn waiting(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, address: &str) {
        let mut waiting = self.waiting();
        waiting.push_back(address.to_owned());
        let given_up = if waiting.len() > WAITING { waiting.pop_front() } else { None };
        drop(waiting);
        if let Some(page) = given_up.and_then(|address| self.pages.peek(&address)) {
            page.content.is_queued.store(false, Ordering::Relaxed);
        }
    }

    /// Compresses the newest page in the queue; false if the queue is empty.
    fn improve_one(&self) -> bool {
        let Some(address) = self.waiting().pop_back() else { return false };
        if let Some(page) = self.pages.peek(&address).filter(|page| page.content.is_to_improve()) {
            add_form(&self.pages, &address, &page.content, page.content.smallest());
        }
        true
    }
}

fn start(queue: Weak<Queue>) -> SyncSender<()> {
    let (sender, woken) = sync_channel(1);
    let thread = thread::Builder::new().name("compression".into()).spawn(move || work(&queue, &woken));
    if let Err(error) = thread {
        tracing::error!(%error, "can’t start compressing pages in the background");
    }
    sender
}

fn work(queue: &Weak<Queue>, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        while queue.upgrade().is_some_and(|queue| queue.improve_one()) {}
    }
}

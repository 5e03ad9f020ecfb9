//! Requests every address from the app, writes the responses, and follows their links.

use std::collections::{BTreeSet, HashSet};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use actix_web::dev::Service;
use actix_web::rt::System;
use actix_web::test::{TestRequest, init_service};
use actix_web::web::Data;

use super::answer::ExportedPage;
use super::folder::Folder;
use super::{ExportError, answer, links};
use crate::Shared;
use crate::import::progress::Count;
use crate::models::published::CareerCache;

/// How many careers to keep in memory: a few for each worker.
const CAREERS: usize = 100;

/// In rounds: each requests the addresses that the previous one found.
pub(super) fn crawl(
    shared: &Shared,
    start: BTreeSet<String>,
    folder: &Folder,
    count: &Count,
) -> Result<(), ExportError> {
    let careers = Data::new(CareerCache::new(CAREERS));
    let mut seen: HashSet<String> = start.iter().cloned().collect();
    let mut round: Vec<String> = start.into_iter().collect();
    while !round.is_empty() {
        count.expect(round.len() as u64);
        // All addresses of a career follow one another, so that it is read once for all of them.
        round.sort_unstable();
        let next = AtomicUsize::new(0);
        let found = Round { paths: &round, next, careers: careers.clone() }.run(shared, folder, count)?;
        round = found.into_iter().filter(|path| seen.insert(path.clone())).collect();
    }
    Ok(())
}

struct Round<'a> {
    paths: &'a [String],
    next: AtomicUsize,
    careers: Data<CareerCache>,
}

impl Round<'_> {
    /// Returns the addresses found. One worker per processor.
    fn run(&self, shared: &Shared, folder: &Folder, count: &Count) -> Result<HashSet<String>, ExportError> {
        let workers = thread::available_parallelism().map_or(1, NonZero::get).min(self.paths.len());
        thread::scope(|scope| {
            let work = || System::new().block_on(self.work(shared, folder, count));
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            let mut found = HashSet::new();
            for worker in workers {
                found.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic))?);
            }
            Ok(found)
        })
    }

    async fn work(
        &self,
        shared: &Shared,
        folder: &Folder,
        count: &Count,
    ) -> Result<HashSet<String>, ExportError> {
        // Threads can't share the services of an app.
        let app = init_service(crate::app(shared.clone()).app_data(self.careers.clone())).await;
        let mut found = HashSet::new();
        while let Some(path) = self.paths.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let done = match app.call(TestRequest::with_uri(path).to_request()).await {
                Ok(response) => answer::page(&shared.site, path, response).await,
                Err(error) => Err(ExportError::Page { path: path.clone(), reason: error.to_string() }),
            };
            let kept =
                done.and_then(|page| page.map_or(Ok(()), |page| keep(shared, folder, page, &mut found)));
            // Stops the other workers, too.
            kept.inspect_err(|_| self.next.store(self.paths.len(), Ordering::Relaxed))?;
            count.one();
        }
        Ok(found)
    }
}

fn keep(
    shared: &Shared,
    folder: &Folder,
    page: ExportedPage,
    found: &mut HashSet<String>,
) -> Result<(), ExportError> {
    if let Some(text) = page.is_text.then_some(&page.bytes).and_then(|bytes| str::from_utf8(bytes).ok()) {
        links::collect(text, &shared.site.base_url, found);
    }
    folder.put(&page)
}

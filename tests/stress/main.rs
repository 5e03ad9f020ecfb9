//! Long-running tests: killed programs and servers, many instances, slow and hostile clients, and hostile input. Run
//! them with `cargo test --test stress`; plain `cargo test` doesn't build them.
#![allow(clippy::unwrap_used)] // clippy allows it in tests, but not in their helpers

#[macro_use]
#[path = "../support/mod.rs"]
mod support;

mod backups;
mod chance;
mod hostile;
mod killed;
mod load;
mod machines;
mod odd;
mod slow;
mod stopped;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::scope;

/// Does `work` while each of the others is repeated by a thread of its own, even if it panics.
fn meanwhile<T>(others: impl IntoIterator<Item = impl Fn() + Send>, work: impl FnOnce() -> T) -> T {
    let is_over = AtomicBool::new(false);
    let done = scope(|scope| {
        for other in others {
            let is_over = &is_over;
            scope.spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    other();
                }
            });
        }
        let done = catch_unwind(AssertUnwindSafe(work));
        is_over.store(true, Ordering::Relaxed);
        done
    });
    done.unwrap_or_else(|panic| resume_unwind(panic))
}

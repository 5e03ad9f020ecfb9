//! Long-running tests: killed programs and servers, many instances, slow clients, and hostile input. Run them with
//! `cargo test --test stress`; plain `cargo test` doesn't build them.
#![allow(clippy::unwrap_used)] // clippy allows it in tests, but not in their helpers

#[macro_use]
#[path = "../support/mod.rs"]
mod support;

mod backups;
mod hostile;
mod killed;
mod machines;
mod odd;
mod slow;
mod stopped;

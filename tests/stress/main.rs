//! What takes long: programs and servers that are killed, many instances, slow clients, and anything that strangers may
//! send. `cargo test --test stress` runs it; `cargo test` alone neither builds nor runs it.
#![allow(clippy::unwrap_used)] // clippy knows the tests, but not what they call

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

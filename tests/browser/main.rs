//! The site in a real browser: what only a script, a keyboard and a rendered page can show. `cargo test --test browser`
//! runs it; `cargo test` alone neither builds nor runs it.
#![allow(clippy::unwrap_used)] // clippy knows the tests, but not what they call

#[macro_use]
#[path = "../support/mod.rs"]
mod support;

#[macro_use]
mod driver;

mod answers;
mod axe;
mod combobox;
mod desk;
mod elsewhere;
mod every_page;
mod keyboard;
mod page;
mod pointer;
mod recruiter;
mod share;
mod templates;
mod visitor;

//! Tests of scripts, keyboard use and rendered pages in a real browser. Run them with `cargo test --test browser`;
//! plain `cargo test` doesn't build them.
#![allow(clippy::unwrap_used)] // clippy allows it in tests, but not in their helpers

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
mod first_screen;
mod keyboard;
mod page;
mod pointer;
mod share;
mod templates;
mod visitor;

//! What the site promises, on both databases. What takes long is in `tests/stress`, what needs a browser in `tests/browser`.
#![allow(clippy::unwrap_used)] // clippy knows the tests, but not what they call

#[macro_use]
#[path = "../support/mod.rs"]
mod support;

mod admin;
mod admin_careers;
mod admin_content;
mod backup;
mod cli;
mod db;
mod faults;
mod import;
mod limits;
mod outward;
mod pages;
mod rooms;
mod search;
mod seen;
mod serving;
mod sharing;
mod upgrades;
mod words;

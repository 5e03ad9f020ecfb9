//! Tests of the whole site, on both databases. Long-running tests are in `tests/stress`, browser tests in
//! `tests/browser`.
#![allow(clippy::unwrap_used)] // clippy allows it in tests, but not in their helpers

#[macro_use]
#[path = "../support/mod.rs"]
mod support;

mod admin;
mod admin_careers;
mod admin_content;
mod backup;
mod cli;
mod common;
mod db;
mod faults;
mod import;
mod limits;
mod outward;
mod packaging;
mod pages;
mod real;
mod rooms;
mod search;
mod seen;
mod serving;
mod sharing;
mod upgrades;
mod words;

//! One test binary for the whole site.
#![allow(clippy::unwrap_used)] // clippy knows the tests, but not what they call

#[macro_use]
mod support;

mod admin;
mod admin_careers;
mod admin_content;
mod backup;
mod browser;
mod cli;
mod db;
mod faults;
mod hostile;
mod import;
mod killed;
mod limits;
mod machines;
mod manifest;
mod odd;
mod outward;
mod pages;
mod search;
mod seen;
mod serving;
mod sharing;
mod upgrades;

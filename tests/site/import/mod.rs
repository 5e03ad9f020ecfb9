//! Imports of open data.

mod careers;
mod files;
mod merging;
mod oews;
pub mod real;
mod samples;
pub mod site;

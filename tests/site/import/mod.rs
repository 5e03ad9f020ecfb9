//! Imports of open data.

mod careers;
mod files;
mod merging;
mod oews;
pub mod real;
pub mod site;

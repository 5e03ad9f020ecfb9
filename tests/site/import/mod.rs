//! Imports of open data.

mod careers;
mod files;
pub mod fixture;
mod merging;
mod oews;
mod real;
pub mod site;

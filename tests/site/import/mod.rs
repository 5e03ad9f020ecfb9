//! Imports of open data.

mod careers;
mod files;
pub mod fixture;
mod merging;
pub mod oews;
pub mod real;
pub mod site;

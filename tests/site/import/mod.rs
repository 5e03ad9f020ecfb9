//! Imports of open data.

mod careers;
mod facts;
mod files;
mod merging;
mod oews;
mod projections;
mod samples;
pub mod site;
mod table;

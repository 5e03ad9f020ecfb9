//! Imports open data and bundles, one module per source.

pub mod bundle;
pub mod error;
pub mod oews;
pub mod onet;
pub mod prices;
pub mod progress;
pub mod projections;
mod spreadsheet;
pub mod table;
mod unpacked;

pub use error::ImportError;
pub use progress::Progress;

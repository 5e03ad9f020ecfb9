//! Imports open data and bundles, one module per source.

pub mod bundle;
pub mod error;
pub mod oews;
pub mod onet;
pub mod progress;
mod unpacked;

pub use error::ImportError;
pub use progress::Progress;

//! Data from outside, one source a file: open data and bundles.

pub mod bundle;
pub mod error;
pub mod oews;
pub mod onet;
pub mod progress;
mod unpacked;

pub use error::Error;
pub use progress::Progress;

//! Data from outside, one source a file: open data and bundles.

pub mod bundle;
pub mod error;
pub mod onet;

pub use error::Error;

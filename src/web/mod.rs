//! Middleware, and extractors for requests.

pub mod body;
pub mod client;
pub mod connections;
pub mod crowd;
pub mod form;
pub mod gate;
pub mod headers;
pub mod log;
pub mod page_cache;
pub mod panics;
pub mod paths;
pub mod rate;
pub mod same_origin;
pub mod session;
pub mod spreadsheet;
pub mod upload;

//! What wraps every request.

pub mod assets;
pub mod error_pages;
pub mod headers;
pub mod log;
pub mod paths;
pub mod session;

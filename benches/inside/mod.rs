//! Shared by the benchmarks that run the site in their own process, and send one request at a time.

pub mod measured;
pub mod report;
pub mod site;

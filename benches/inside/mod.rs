//! What the benchmarks need that ask a site in their own process, one request at a time.

pub mod measured;
pub mod report;
pub mod site;

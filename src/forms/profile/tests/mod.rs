//! There and back again, and where errors stand.

mod any;
mod errors;
mod round_trip;
pub(crate) mod samples;

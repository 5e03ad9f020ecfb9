//! There and back again, and where errors stand.

mod errors;
mod round_trip;
pub(crate) mod samples;

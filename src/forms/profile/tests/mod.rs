//! Round trips, and the positions of errors.

mod any;
mod errors;
mod round_trip;
pub(crate) mod samples;

//! Tests that the form gives back every profile, and that errors belong to the right inputs.

pub(crate) mod any;
mod any_facts;
mod errors;
mod round_trip;
pub(crate) mod samples;

//! Back-ups: taken and put back while the site serves, or refused.

mod drill;
mod postgres;
mod refused;

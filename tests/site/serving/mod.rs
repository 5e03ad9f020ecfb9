//! Caching, encodings, validators, and the content version.

mod forms;
mod kept;
mod validators;
mod version;

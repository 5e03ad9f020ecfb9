//! Caching, encodings, validators, and the content version.

mod forms;
mod kept;
mod texts;
mod validators;
mod version;

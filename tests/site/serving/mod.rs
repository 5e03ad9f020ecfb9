//! How pages are kept and sent.

mod forms;
mod kept;
mod validators;
mod version;

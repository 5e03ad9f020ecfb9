//! What both databases must do alike.

mod among;
pub mod catalog;
mod document;
mod files;
mod lists;
mod narrowing;
mod opening;
mod replica;
mod schema;
mod writers;

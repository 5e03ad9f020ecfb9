//! What both databases must do in the same way.

mod among;
pub mod catalog;
mod document;
pub mod index;
mod lists;
mod narrowing;
mod opening;
mod plans;
mod replica;
mod schema;
mod shapes;
mod writers;

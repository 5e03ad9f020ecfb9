//! The pages, as a visitor gets them, on both databases.

mod browse;
mod edge;
mod errors;
mod moves;
mod profile;
mod starter;

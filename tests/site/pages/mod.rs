//! The pages, as a visitor gets them, on both databases.

mod browse;
mod compare;
mod crawlers;
mod edge;
mod errors;
mod moves;
mod profile;
mod skills;
mod starter;
mod twins;

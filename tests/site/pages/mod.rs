//! Public pages.

mod browse;
mod card;
mod clock;
mod compare;
mod crawlers;
mod edge;
mod employed;
mod errors;
mod formats;
mod moves;
mod previews;
mod profile;
mod skills;
mod starter;
mod structured;

//! Sharing: permanent addresses, and pages for other sites.

mod addresses;
mod cards;
mod crawl;
mod dated;
mod oembed;
mod panel;

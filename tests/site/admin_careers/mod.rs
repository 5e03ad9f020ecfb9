//! The careers' desk: drafts, publication, schedules and links beneath it, and its pages.

mod bulk;
mod drafts;
mod history;
mod links;
mod list;
mod previews;
mod publication;
mod reviews;
mod schedules;
mod statements;
mod upkeep;

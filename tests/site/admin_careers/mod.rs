//! Careers in the desk: drafts, publication, schedules, preview links, and their pages.

mod bulk;
mod drafts;
mod history;
mod list;
mod previews;
mod publication;
mod reviews;
mod schedules;
mod statements;
mod upkeep;

//! The careers' desk: drafts, publication, schedules and links beneath it, and its pages.

mod desk;

mod drafts;
mod links;
mod schedules;

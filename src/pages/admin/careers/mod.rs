//! `/admin/careers` and everything below it.

pub mod address;
pub mod answer;
pub mod bulk;
mod bulk_plan;
pub mod delete;
mod diff;
pub mod edit;
pub mod featured;
mod field;
pub mod form;
pub mod history;
pub mod index;
pub mod preview;
pub mod preview_links;
pub mod publication;
pub mod review;
pub mod schedules;
mod sent;
pub mod subject;
#[cfg(test)]
mod tests;
pub mod withdrawal;

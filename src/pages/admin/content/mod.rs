//! The desk's pages for content with simple forms: insights, interview questions, job postings, categories and sources.
//! Only the rows of the lists differ by kind.

mod catalogue;
mod filters;
mod form;
mod list;
mod moderation;
mod removal;

pub(super) use catalogue::{CatalogueRow, catalogue};
pub use filters::Filters;
pub(super) use form::find;
pub use form::{create, edit, new_page, update};
pub(super) use list::{PER_PAGE, Read, Rows, list};
pub use moderation::moderate;
pub use removal::{removal, remove};

use super::{Desk, Visit};
use crate::forms::Noun;

/// The URL of the list with the name of a confirmation that [`desk`] knows.
fn back_to(noun: &Noun, filters: &Filters, done: &str) -> String {
    let query = filters.query_with(&[("done", done)]);
    format!("{}?{query}", noun.url())
}

/// A desk that confirms the last action, as named by `?done=`.
fn desk(visit: &Visit, noun: &Noun) -> Desk {
    let what = match visit.asked("done").as_str() {
        "added" => "was added",
        "changed" => "was saved",
        "deleted" => "was deleted",
        "approved" => "is now shown",
        "rejected" => "is now hidden",
        "pending" => "is waiting for review again",
        _ => return visit.desk(noun.section),
    };
    visit.desk(noun.section).saying(Some(&format!("The {} {what}.", noun.one)))
}

//! The desk's pages for content with simple forms: insights, interview questions, job postings, categories and sources.
//! Only the rows of the lists differ by kind.

mod catalogue;
mod form;
mod list;
mod moderation;
mod removal;

pub use catalogue::catalogue;
pub(super) use form::find;
pub use form::{create, edit, new_page, update};
pub(super) use list::{ContentRows, PER_PAGE, Read, list};
pub use moderation::moderate;
pub use removal::{removal, remove};

use super::{Desk, Filters, Visit};
use crate::models::content::Noun;
use crate::models::of_career::ContentFilter;

/// Of the lists of what belongs to careers. The state is that of moderation, or whether a job is open.
const FILTERS: &[&str] = &["career", "state", "q"];

pub(super) fn filter<S>(filters: &Filters, state: Option<S>) -> ContentFilter<S> {
    ContentFilter { career: filters.asked("career"), state, text: filters.asked("q") }
}

/// The URL of the list with the name of a confirmation that [`desk`] knows.
fn back_to(noun: &Noun, done: &str) -> String {
    format!("{}?done={done}", noun.url())
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

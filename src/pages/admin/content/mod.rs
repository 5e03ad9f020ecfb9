//! The desk's pages for content with simple forms: quotes, questions, postings, categories and sources. Only the rows
//! differ by kind.

mod catalogue;
mod filters;
mod form;
mod list;
mod moderation;
mod removal;

pub(super) use catalogue::{Row, catalogue};
pub use filters::Filters;
pub(super) use form::find;
pub use form::{create, edit, new_page, update};
pub(super) use list::{PER_PAGE, Read, Rows, list};
pub use moderation::moderate;
pub use removal::{removal, remove};

use crate::forms::Noun;

/// The list's address with a word that [`done`] knows.
fn back_to(noun: &Noun, filters: &Filters, done: &str) -> String {
    let query = filters.query_with(&[("done", done)]);
    format!("{}?{query}", noun.url())
}

pub fn done(noun: &Noun, parameters: &[(String, String)]) -> Option<String> {
    let (_, word) = parameters.iter().find(|(name, _)| name == "done")?;
    let what = match word.as_str() {
        "added" => "was added",
        "changed" => "was saved",
        "deleted" => "was deleted",
        "approved" => "is shown now",
        "rejected" => "is hidden now",
        "pending" => "waits again",
        _ => return None,
    };
    Some(format!("The {} {what}.", noun.one))
}

//! Forms: raw strings in, a checked change or field errors out. No database and no HTTP.
//!
//! A form holds what was typed exactly as it was typed, so that a page can show it again whatever is wrong
//! with it.

mod category;
pub mod field;
mod field_error;
mod insight;
mod job;
pub mod number;
pub mod profile;
mod question;
mod source;
mod typed;

pub use field::{Field, Form, Moderated, Noun};
pub use field_error::FieldError;
pub use typed::Typed;

use crate::models::of_career::OfCareer;
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting};

/// A quote with its career.
pub type Quote = OfCareer<Insight>;

/// An interview question with its career.
pub type Question = OfCareer<InterviewQuestion>;

/// A job posting with its career.
pub type Job = OfCareer<JobPosting>;

/// The names and values of a form's body, in the order of the document; as
/// `serde_html_form::from_bytes::<Pairs>` reads them.
pub type Pairs = Vec<(String, String)>;

/// A text with lines that end in `\n`, whatever the client ended them with; so that what is shown and sent again
/// stays the same. As in <https://infra.spec.whatwg.org/#normalize-newlines>.
pub fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

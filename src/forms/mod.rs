//! Turns submitted strings into checked values or field errors. Uses neither the database nor HTTP.
//!
//! A form keeps the input exactly as typed, so that a page can show it again with its errors.

mod category;
mod conflict;
mod control;
pub mod field;
mod field_error;
mod insight;
mod job;
pub mod number;
pub mod profile;
mod question;
mod source;
mod state;
mod typed;

pub use conflict::{Compared, Conflict};
pub use control::Control;
pub use field::{ContentForm, FormField, Moderated};
pub use field_error::{FieldError, FieldErrors};
pub use state::FormState;
pub use typed::Typed;

use crate::models::of_career::OfCareer;
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting};

pub type Quote = OfCareer<Insight>;

pub type Question = OfCareer<InterviewQuestion>;

pub type Job = OfCareer<JobPosting>;

/// The names and values of a form body in document order, for `serde_html_form::from_bytes::<Pairs>`.
pub type Pairs = Vec<(String, String)>;

/// Normalizes line endings to `\n`, so that a text doesn't change when it is shown and submitted again. See
/// <https://infra.spec.whatwg.org/#normalize-newlines>.
pub fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

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
mod question;
mod source;
mod typed;

pub use field::{Field, Form, Noun};
pub use field_error::FieldError;
pub use typed::Typed;

/// The names and values of a form's body, in the order of the document; as
/// `serde_html_form::from_bytes::<Pairs>` reads them.
pub type Pairs = Vec<(String, String)>;

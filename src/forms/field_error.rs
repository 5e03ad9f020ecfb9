//! What is wrong with one field of a form.

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input to change, `pay-0-total`.
    pub id: String,
    /// What the field is called where it isn't in view, `Pay 1, total`.
    pub label: String,
    /// What is wrong and what would be right.
    pub message: String,
}

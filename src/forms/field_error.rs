//! An error shown beside a form field.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input to change, `pay-0-total`.
    pub id: String,
    /// Names the field in the error summary, `Pay 1: total`.
    pub label: String,
    pub message: String,
}

//! What is wrong with one field of a form.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the input to change, `pay-0-total`.
    pub id: String,
    /// The label where the input isn't in view, `Pay 1, total`.
    pub label: String,
    pub message: String,
}

//! The people who edit.

use crate::profile::words;

words! {
    /// What someone may do; each role may also do what those before it may.
    #[derive(Hash, strum::VariantArray)]
    pub enum Role {
        /// Writes drafts and submits them.
        Author,
        /// Publishes, withdraws and moderates.
        Editor,
        /// Decides who the others are.
        Admin,
    }
}

/// Someone who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: i64,
    /// Their address, in lower case.
    pub email: String,
    /// What they may do.
    pub role: Role,
}

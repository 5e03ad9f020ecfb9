//! What people may do at the desk.

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

impl Role {
    pub fn label(self) -> &'static str {
        match self {
            Self::Author => "Author",
            Self::Editor => "Editor",
            Self::Admin => "Admin",
        }
    }
}

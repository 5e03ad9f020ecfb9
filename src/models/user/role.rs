//! What people may do at the desk.

use crate::profile::words;

words! {
    /// What someone may do; each role may also do what those before it may.
    #[derive(Hash)]
    pub enum Role {
        /// Writes drafts and submits them.
        Author = "Author",
        /// Publishes, withdraws and moderates.
        Editor = "Editor",
        /// Decides who the others are.
        Admin = "Admin",
    }
}

//! Roles of users.

use crate::db::text_column;
use crate::profile::words;

words! {
    /// A user's permissions at the desk. Each role includes the permissions of the roles before it.
    #[derive(Hash)]
    pub enum Role {
        /// Writes drafts and submits them for review.
        Author = "Author",
        /// Publishes, withdraws and moderates.
        Editor = "Editor",
        /// Manages users.
        Admin = "Admin",
    }
}

text_column!(Role);

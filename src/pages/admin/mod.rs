//! `/admin` and everything beneath it: the desk of those who edit.

pub mod audit;
pub mod categories;
pub mod content;
pub mod insights;
pub mod jobs;
pub mod quality;
pub mod questions;
pub mod sources;

use crate::models::user::{Role, User};

/// What every page of the desk holds beside its [`Head`](crate::pages::Head), which is unlisted: what
/// `admin/layout.html` shows around it.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Who is at it.
    pub user: User,
    /// The part of the desk that the page belongs to, as its navigation calls it: `careers`.
    pub section: &'static str,
    /// What has just been done, to be said on top of the page.
    pub done: Option<String>,
}

impl Desk {
    /// The surroundings of a page in a part of the desk.
    pub fn new(user: User, section: &'static str) -> Self {
        Self { user, section, done: None }
    }

    /// Whether the user may do what a role may.
    pub fn may(&self, role: Role) -> bool {
        self.user.role >= role
    }
}

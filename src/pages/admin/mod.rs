//! `/admin` and everything below it: the desk.

pub mod account;
pub mod audit;
pub mod careers;
pub mod content;
mod filters;
pub mod insights;
pub mod jobs;
pub mod quality;
pub mod questions;
mod sessions;
pub mod users;
mod visit;

use actix_web::HttpResponse;
use askama::Template;
use askama::filters::HtmlSafe;

use crate::models::content::NOUNS;
use crate::models::user::{Role, User};
use crate::web::gate;
pub use filters::Filters;
pub use visit::Visit;

pub async fn home() -> HttpResponse {
    gate::see_other("/admin/careers")
}

/// What `admin/layout.html` shows around each page. Rendered as a template, it is the navigation.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/nav.html")]
pub struct Desk {
    pub user: User,
    /// The part of the desk that the navigation highlights, like `careers` or `people`.
    pub section: &'static str,
    /// A confirmation shown at the top of the page.
    pub done: Option<String>,
}

impl HtmlSafe for Desk {}

impl Desk {
    pub fn new(user: User, section: &'static str) -> Self {
        Self { user, section, done: None }
    }

    pub fn saying(self, done: Option<&str>) -> Self {
        Self { done: done.map(Into::into), ..self }
    }

    pub fn is_admin(&self) -> bool {
        self.may(Role::Admin)
    }

    pub fn may(&self, role: Role) -> bool {
        self.user.role >= role
    }
}

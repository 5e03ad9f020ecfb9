//! `/admin` and everything beneath it: the desk of those who edit.

pub mod account;
pub mod audit;
pub mod careers;
pub mod categories;
pub mod content;
pub mod insights;
pub mod jobs;
pub mod quality;
pub mod questions;
mod sessions;
pub mod sources;
pub mod users;

use actix_web::HttpResponse;
use askama::Template;
use askama::filters::HtmlSafe;

use crate::models::user::{Role, User};
use crate::web::gate;

/// `/admin`: where the desk begins.
pub async fn home() -> HttpResponse {
    gate::see_other("/admin/careers")
}

/// What every page of the desk holds beside its [`Head`](crate::pages::Head), which is unlisted: what
/// `admin/layout.html` shows around it. As a template it is the navigation.
#[derive(Clone, Debug, Template)]
#[template(path = "admin/nav.html")]
pub struct Desk {
    /// Who is at it.
    pub user: User,
    /// The part of the desk that the page belongs to, as its navigation calls it: `careers`, `people`
    /// or `account`.
    pub section: &'static str,
    /// What has just been done, to be said on top of the page.
    pub done: Option<String>,
}

impl HtmlSafe for Desk {}

impl Desk {
    /// The surroundings of a page in a part of the desk.
    pub fn new(user: User, section: &'static str) -> Self {
        Self { user, section, done: None }
    }

    /// The same with what has just been done, if anything was.
    pub fn saying(self, done: Option<&str>) -> Self {
        Self { done: done.map(Into::into), ..self }
    }

    /// Whether the user decides who the others are.
    pub fn is_admin(&self) -> bool {
        self.may(Role::Admin)
    }

    /// Whether the user may do what a role may.
    pub fn may(&self, role: Role) -> bool {
        self.user.role >= role
    }
}

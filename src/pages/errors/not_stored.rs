//! The page shown when a transient error keeps a form from being saved: keeps the submitted fields, to be sent again.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::header;
use askama::Template;

use crate::forms::{Control, Pairs};
use crate::pages::Head;
use crate::site::Site;
use crate::web::form::Posted;
use crate::web::paths::with_query;

/// Secret fields, which are never sent back: names and labels.
const SECRETS: [(&str, &str); 4] = [
    ("current", "Current password"),
    ("password", "Password"),
    ("repeated", "Confirm password"),
    ("code", "Code"),
];

#[derive(Template)]
#[template(path = "errors/not_stored.html")]
pub struct NotStored {
    head: Head,
    status: u16,
    advice: &'static str,
    action: String,
    kept: Pairs,
    secrets: Vec<(&'static str, &'static str)>,
    /// False if a file or an overlong field was dropped.
    is_whole: bool,
}

impl NotStored {
    pub fn of(request: &HttpRequest, site: Arc<Site>, status: u16, advice: &'static str) -> Self {
        let posted = Posted::of(request);
        let is_empty = request.headers().get(header::CONTENT_LENGTH).is_some_and(|length| length == "0");
        let is_whole = posted.is_some() || is_empty;
        let typed = posted.unwrap_or_default();
        let is_secret = |name: &str| SECRETS.iter().find(|(secret, _)| *secret == name).copied();
        Self {
            head: Head::unlisted(site, "This hasn’t been saved"),
            status,
            advice,
            action: with_query(request.path(), request.query_string()),
            secrets: typed.iter().filter_map(|(name, _)| is_secret(name)).collect(),
            kept: typed.into_iter().filter(|(name, _)| is_secret(name).is_none()).collect(),
            is_whole,
        }
    }

    /// The fields worth copying: text that someone wrote, recognized by its spaces.
    fn texts(&self) -> impl Iterator<Item = &(String, String)> {
        self.kept.iter().filter(|(_, text)| text.trim().contains(char::is_whitespace))
    }

    /// Browsers fill in the current password at sign-in, but not a new one.
    fn controls(&self) -> impl Iterator<Item = Control<'static>> {
        let is_new = self.secrets.iter().any(|(secret, _)| *secret == "repeated");
        self.secrets.iter().map(move |(name, label)| match *name {
            "code" => Control::new(name, label).code(),
            "password" | "repeated" if is_new => Control::new(name, label).password("new-password"),
            _ => Control::new(name, label).password("current-password"),
        })
    }
}

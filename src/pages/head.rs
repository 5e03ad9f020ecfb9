//! A page's head: for browsers, search engines and link previews.

use std::sync::Arc;

use actix_web::HttpResponse;
use askama::Template;
use askama::filters::HtmlSafe;
use chrono::NaiveDate;

use super::alternates::{Alternate, links};
use super::choice::Comparison;
use crate::filters::start;
use crate::site::Site;

/// In characters.
const LONGEST_DESCRIPTION: usize = 200;

#[derive(Clone, Debug)]
pub struct Head {
    pub site: Arc<Site>,
    /// Without the site's name.
    pub title: String,
    /// For search results; may be empty.
    pub description: String,
    /// The canonical path; none for responses without their own URL.
    pub path: Option<String>,
    /// Whether search engines may index it.
    pub is_listed: bool,
    pub query: String,
    /// The careers that the search form keeps selected for comparison.
    pub choice: Comparison,
    pub picture: Option<Picture>,
    pub alternates: Vec<Alternate>,
    /// When its content was last changed, if known.
    pub modified: Option<NaiveDate>,
    /// JSON for a script element.
    pub structured_data: Option<String>,
}

impl Head {
    pub fn new(site: Arc<Site>, title: impl Into<String>, path: impl Into<String>) -> Self {
        let path = Some(path.into());
        Self {
            site,
            title: title.into(),
            description: String::new(),
            path,
            is_listed: true,
            query: String::new(),
            choice: Comparison::default(),
            picture: None,
            alternates: Vec::new(),
            modified: None,
            structured_data: None,
        }
    }

    pub fn unlisted(site: Arc<Site>, title: impl Into<String>) -> Self {
        Self { path: None, is_listed: false, ..Self::new(site, title, "") }
    }

    /// Cuts long descriptions.
    pub fn described(self, description: impl AsRef<str>) -> Self {
        Self { description: start(description.as_ref(), LONGEST_DESCRIPTION), ..self }
    }

    pub fn tags(&self) -> Tags<'_> {
        Tags { head: self }
    }

    pub fn search(&self) -> Search<'_> {
        Search { head: self }
    }

    pub fn canonical(&self) -> Option<String> {
        self.path.as_ref().map(|path| self.absolute(path))
    }

    pub fn absolute(&self, path: &str) -> String {
        self.site.absolute(path)
    }

    /// For link previews, which show the site's name next to it.
    pub fn preview_title(&self) -> &str {
        match self.path.as_deref() {
            Some("/") => &self.site.name,
            _ => &self.title,
        }
    }

    pub fn with_links(&self, mut answer: HttpResponse) -> HttpResponse {
        links(&mut answer, &self.site, None, self.alternates.iter().cloned());
        answer
    }

    pub fn full_title(&self) -> String {
        match self.path.as_deref() {
            Some("/") => format!("{}: {}", self.site.name, self.title),
            _ => format!("{} · {}", self.title, self.site.name),
        }
    }
}

// Separate templates, so that they are compiled once and not with every page.

#[derive(Template)]
#[template(path = "layout/tags.html")]
pub struct Tags<'a> {
    head: &'a Head,
}

#[derive(Template)]
#[template(path = "layout/search.html")]
pub struct Search<'a> {
    head: &'a Head,
}

impl HtmlSafe for Tags<'_> {}
impl HtmlSafe for Search<'_> {}

#[derive(Clone, Debug)]
pub struct Picture {
    pub path: String,
    pub alt: String,
    /// In pixels.
    pub size: (u32, u32),
}

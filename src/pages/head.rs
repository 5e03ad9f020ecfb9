//! What stands in a page's head: for browsers, search engines, and those who paste its address.

use std::sync::Arc;

use actix_web::HttpResponse;
use askama::Template;
use askama::filters::HtmlSafe;
use chrono::NaiveDate;
use serde_json::Value;

use super::alternates::{Alternate, links};
use super::choice::Choice;
use super::structured;
use crate::filters::start;
use crate::site::Site;

/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 200;

/// What stands in a page's head, and around its content.
#[derive(Clone, Debug)]
pub struct Head {
    /// The site.
    pub site: Arc<Site>,
    /// The page's title, without the site's name.
    pub title: String,
    /// A sentence for search results; may be empty.
    pub description: String,
    /// The page's own address as a path; answers that aren't pages of their own have none.
    pub path: Option<String>,
    /// Whether search engines may list it.
    pub is_listed: bool,
    /// What is typed in the search box.
    pub query: String,
    /// The careers that a search shall keep chosen for comparing.
    pub choice: Choice,
    /// What is shown where the page's address is pasted.
    pub picture: Option<Picture>,
    /// The same in other forms.
    pub alternates: Vec<Alternate>,
    /// When what it shows was last changed, where that is known.
    pub modified: Option<NaiveDate>,
    /// The same facts for machines: nodes of schema.org.
    pub structured: Vec<Value>,
}

impl Head {
    /// The head of a page that search engines may list.
    pub fn new(site: Arc<Site>, title: impl Into<String>, path: impl Into<String>) -> Self {
        let path = Some(path.into());
        Self {
            site,
            title: title.into(),
            description: String::new(),
            path,
            is_listed: true,
            query: String::new(),
            choice: Choice::default(),
            picture: None,
            alternates: Vec::new(),
            modified: None,
            structured: Vec::new(),
        }
    }

    /// The head of a page that they shall not.
    pub fn unlisted(site: Arc<Site>, title: impl Into<String>) -> Self {
        Self { path: None, is_listed: false, ..Self::new(site, title, "") }
    }

    /// The same with a description, which is cut where it is longer than anybody shows.
    pub fn described(self, description: impl AsRef<str>) -> Self {
        Self { description: start(description.as_ref(), LONGEST_DESCRIPTION), ..self }
    }

    /// The elements that the head of every page has.
    pub fn tags(&self) -> Tags<'_> {
        Tags { head: self }
    }

    /// The form that searches careers.
    pub fn search(&self) -> Search<'_> {
        Search { head: self }
    }

    /// The page's address for search engines.
    pub fn canonical(&self) -> Option<String> {
        self.path.as_ref().map(|path| self.absolute(path))
    }

    /// [`Site::absolute`].
    pub fn absolute(&self, path: &str) -> String {
        self.site.absolute(path)
    }

    /// What the page is called where its address is pasted, beside the site's name.
    pub fn preview_title(&self) -> &str {
        match self.path.as_deref() {
            Some("/") => &self.site.name,
            _ => &self.title,
        }
    }

    /// What stands in the script element for machines; none where there is nothing to say.
    pub fn structured_data(&self) -> Option<String> {
        (!self.structured.is_empty()).then(|| structured::script(&self.structured))
    }

    /// The page with headers that say what its head says of other formats.
    pub fn with_links(&self, mut answer: HttpResponse) -> HttpResponse {
        links(&mut answer, &self.site, None, self.alternates.iter().cloned());
        answer
    }

    /// The text of the title element.
    pub fn full_title(&self) -> String {
        match self.path.as_deref() {
            Some("/") => format!("{}: {}", self.site.name, self.title),
            _ => format!("{} · {}", self.title, self.site.name),
        }
    }
}

// Templates of their own, so that they are compiled once and not with every page.

/// The elements that the head of every page has.
#[derive(Template)]
#[template(path = "layout/tags.html")]
pub struct Tags<'a> {
    head: &'a Head,
}

/// The form that searches careers.
#[derive(Template)]
#[template(path = "layout/search.html")]
pub struct Search<'a> {
    head: &'a Head,
}

impl HtmlSafe for Tags<'_> {}
impl HtmlSafe for Search<'_> {}

/// A picture that stands for a page.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Where it is, as a path.
    pub path: String,
    /// What it shows, in words.
    pub alt: String,
    /// Its width and height, in pixels.
    pub size: (u32, u32),
}

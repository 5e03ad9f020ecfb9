//! The same page in other formats: what its head and its `Link` headers say of them.

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderValue};

use crate::addresses;
use crate::profile::Slug;
use crate::site::Site;

pub const JSON: &str = "application/json";
pub const MARKDOWN: &str = "text/markdown";
pub const CSV: &str = "text/csv";
pub const ATOM: &str = "application/atom+xml";

/// A page in another form.
#[derive(Clone, Debug)]
pub struct Alternate {
    /// Where it is, as a path.
    pub path: String,
    /// What kind of content it is, `application/json`.
    pub media_type: &'static str,
    /// What it is called.
    pub title: String,
}

impl Alternate {
    /// The page itself, as its other formats name it.
    pub fn page(path: &str) -> Self {
        Self { path: path.into(), media_type: "text/html", title: String::new() }
    }
}

/// The feed of the whole site.
pub fn of_site(site: &Site) -> Alternate {
    let title = format!("{}: changes", site.name);
    Alternate { path: addresses::SITE_FEED.into(), media_type: ATOM, title }
}

/// The list of all careers.
pub fn of_list(site: &Site) -> Vec<Alternate> {
    let format = |path: &str, media_type, name| Alternate {
        path: path.into(),
        media_type,
        title: format!("{}: all careers, {name}", site.name),
    };
    vec![format(addresses::LIST_JSON, JSON, "as JSON"), format(addresses::LIST_CSV, CSV, "as CSV")]
}

/// A career.
pub fn of_career(slug: &Slug, title: &str) -> Vec<Alternate> {
    let format =
        |path, media_type, name: &str| Alternate { path, media_type, title: format!("{title}, {name}") };
    vec![
        format(addresses::json(slug), JSON, "as JSON"),
        format(addresses::markdown(slug), MARKDOWN, "as Markdown"),
        format(addresses::feed(slug), ATOM, "changes"),
    ]
}

/// The markup that shows a career on another site, by oEmbed.
pub fn oembed(site: &Site, slug: &Slug, title: &str) -> Alternate {
    let url = site.absolute(&addresses::career(slug));
    let query = serde_html_form::to_string([("url", url.as_str()), ("format", "json")]).unwrap_or_default();
    Alternate {
        path: format!("/oembed?{query}"),
        media_type: "application/json+oembed",
        title: format!("{title}, to show elsewhere"),
    }
}

/// Says in headers where the same is in other forms, and which of them is the page.
pub fn links(
    answer: &mut HttpResponse,
    site: &Site,
    page: Option<&str>,
    others: impl IntoIterator<Item = Alternate>,
) {
    let canonical = page.map(|path| format!("<{}>; rel=\"canonical\"", site.absolute(path)));
    let others = others.into_iter().map(|other| {
        format!("<{}>; rel=\"alternate\"; type=\"{}\"", site.absolute(&other.path), other.media_type)
    });
    for link in canonical.into_iter().chain(others) {
        if let Ok(link) = HeaderValue::from_str(&link) {
            answer.headers_mut().append(header::LINK, link);
        }
    }
}

//! The formats of a page, for its head and its `Link` headers.

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderValue};

use crate::addresses;
use crate::profile::Slug;
use crate::site::Site;

pub const JSON: &str = "application/json";
pub const MARKDOWN: &str = "text/markdown";
pub const CSV: &str = "text/csv";
pub const ATOM: &str = "application/atom+xml";

#[derive(Clone, Debug)]
pub struct Alternate {
    pub path: String,
    pub media_type: &'static str,
    pub title: String,
}

pub fn of_site(site: &Site) -> Alternate {
    let title = format!("{}: changes", site.name);
    Alternate { path: addresses::SITE_FEED.into(), media_type: ATOM, title }
}

pub fn of_list(site: &Site) -> Vec<Alternate> {
    let format = |path: &str, media_type, name| Alternate {
        path: path.into(),
        media_type,
        title: format!("{}: all careers {name}", site.name),
    };
    vec![format(addresses::LIST_JSON, JSON, "as JSON"), format(addresses::LIST_CSV, CSV, "as CSV")]
}

pub fn of_career(slug: &Slug, title: &str) -> Vec<Alternate> {
    let format =
        |path, media_type, name: &str| Alternate { path, media_type, title: format!("{name}: {title}") };
    vec![
        format(addresses::json(slug), JSON, "Download data (JSON)"),
        format(addresses::markdown(slug), MARKDOWN, "Download text (Markdown)"),
        format(addresses::feed(slug), ATOM, "Follow changes"),
    ]
}

pub fn oembed(site: &Site, slug: &Slug, title: &str) -> Alternate {
    let url = site.absolute(&addresses::career(slug));
    let query = serde_html_form::to_string([("url", url.as_str()), ("format", "json")]).unwrap_or_default();
    Alternate {
        path: format!("/oembed?{query}"),
        media_type: "application/json+oembed",
        title: format!("Embed: {title}"),
    }
}

/// Adds `Link` headers for the other formats and the canonical page.
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

/// Adds the `Link` headers of one format of a page: to the page, and to its other formats.
pub fn format_links(answer: &mut HttpResponse, site: &Site, page: &str, own: &str, formats: Vec<Alternate>) {
    let html = Alternate { path: page.into(), media_type: "text/html", title: String::new() };
    let others = formats.into_iter().filter(|other| other.media_type != own);
    links(answer, site, Some(page), [html].into_iter().chain(others));
}

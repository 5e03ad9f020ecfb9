//! Sharing: permanent addresses, and pages for other sites.

mod addresses;
mod cards;
mod crawl;
mod dated;
mod oembed;
mod panel;

use scraper::{Html, Selector};

/// An attribute of the only `iframe` in a piece of HTML.
fn frame_attribute(html: &str, name: &str) -> String {
    let frame = Html::parse_fragment(html);
    let frame = frame.select(&Selector::parse("iframe").unwrap()).next().unwrap();
    frame.attr(name).unwrap().into()
}

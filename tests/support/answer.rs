//! Answers of the site, and helpers to read pages as a visitor does.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::HeaderMap;
use actix_web::test::read_body;
use scraper::{ElementRef, Html, Selector};

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as received, for answers that aren't text.
    pub bytes: Vec<u8>,
    /// The time from request to answer.
    pub took: Duration,
}

pub(super) async fn read(response: ServiceResponse<impl MessageBody>) -> Answer {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = read_body(response).await.to_vec();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status, headers, body, bytes, took: Duration::ZERO }
}

/// A path with a query, encoded as browsers encode forms.
pub fn with_query(path: &str, parameters: &[(&str, &str)]) -> String {
    format!("{path}?{}", serde_html_form::to_string(parameters).unwrap())
}

impl Answer {
    /// The addresses on this site that the page links to, without fragments. Doesn't parse the HTML, which would take
    /// long for a thousand pages.
    pub fn links(&self) -> Vec<String> {
        let targets = self.body.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let within = targets.filter(|target| target.starts_with('/') && !target.starts_with("/static/"));
        within
            .map(|target| target.split('#').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
            .collect()
    }

    /// A header, or an empty string if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The visible texts of all elements that match, with white space collapsed.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| Some(seen(element)))
    }

    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        assert_eq!(texts.len(), 1, "{selector}: {texts:?}");
        texts.into_iter().next().unwrap()
    }

    /// The text of `main`, one line per text node, in page order.
    pub fn words(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.body);
        let page = Html::parse_document(&self.body);
        let main = page.select(&Selector::parse("main").unwrap()).next().unwrap();
        let texts = main.descendants().filter_map(|node| {
            let is_code =
                node.parent()?.value().as_element().is_some_and(|of| matches!(of.name(), "script" | "style"));
            node.value().as_text().filter(|_| !is_code)
        });
        let lines = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
    }

    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |element| element.attr(name).map(String::from))
    }

    fn each(&self, selector: &str, read: impl FnMut(ElementRef<'_>) -> Option<String>) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        page.select(&Selector::parse(selector).unwrap()).filter_map(read).collect()
    }
}

fn seen(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        if let Some(words) = child.value().as_text() {
            text.push_str(words);
        } else if let Some(child) = ElementRef::wrap(child)
            && !child.value().classes().any(|class| class == "visually-hidden")
        {
            collect(child, text);
            // Separates the texts of block elements.
            if !matches!(child.value().name(), "span" | "a" | "em" | "strong" | "time" | "text" | "svg") {
                text.push(' ');
            }
        }
    }
}

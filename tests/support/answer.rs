//! Asks the site for pages, and reads them as a visitor would.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use metier::Shared;
use metier::assets::Assets;
use metier::site::Site;
use scraper::{ElementRef, Html, Selector};

use super::TestDb;

/// How many bytes of pages an app keeps.
pub(super) const PAGES: u64 = 4 * 1024 * 1024;

/// An answer of the site.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The same as it came; pictures are no text.
    pub bytes: Vec<u8>,
    /// How long it took, of many asked for together.
    pub took: Duration,
}

/// Asks for a page with GET.
pub async fn get(db: &TestDb, path: &str) -> Answer {
    ask(db, Method::GET, path).await
}

/// Asks for a page with a header of one's own.
pub async fn get_with(db: &TestDb, path: &str, header: (HeaderName, &str)) -> Answer {
    let app = init_service(metier::app(shared(db))).await;
    read(call_service(&app, TestRequest::with_uri(path).insert_header(header).to_request()).await).await
}

/// Asks with any method.
pub async fn ask(db: &TestDb, method: Method, path: &str) -> Answer {
    let app = init_service(metier::app(shared(db))).await;
    let request = TestRequest::with_uri(path).method(method);
    let request = request.insert_header(("Sec-Fetch-Site", "same-origin")).to_request();
    read(call_service(&app, request).await).await
}

pub(super) async fn read(response: ServiceResponse<impl MessageBody>) -> Answer {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = read_body(response).await.to_vec();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status, headers, body, bytes, took: Duration::ZERO }
}

/// Asks for many pages with GET, of one and the same app.
pub async fn get_all(db: &TestDb, paths: &[String]) -> Vec<Answer> {
    let app = init_service(metier::app(shared(db))).await;
    let mut answers = Vec::with_capacity(paths.len());
    for path in paths {
        let started = Instant::now();
        let answer = read(call_service(&app, TestRequest::with_uri(path).to_request()).await).await;
        answers.push(Answer { took: started.elapsed(), ..answer });
    }
    answers
}

/// A path with parameters, encoded as a browser's form does.
pub fn with_query(path: &str, parameters: &[(&str, &str)]) -> String {
    format!("{path}?{}", serde_html_form::to_string(parameters).unwrap())
}

/// What an app is made of that keeps a few pages.
pub fn shared(db: &TestDb) -> Shared {
    Shared::new(site(), db.db.clone(), PAGES)
}

/// One for all tests: its static files are laid out once.
pub fn site() -> Arc<Site> {
    static SITE: OnceLock<Arc<Site>> = OnceLock::new();
    let make = || {
        let assets = Assets::lay_out(None).unwrap();
        Arc::new(Site::new("Testing", "https://careers.example", assets))
    };
    SITE.get_or_init(make).clone()
}

impl Answer {
    /// The addresses on this site that it links to, without their fragments; found without parsing, which takes
    /// long for a thousand pages.
    pub fn links(&self) -> Vec<String> {
        let targets = self.body.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let within = targets.filter(|target| target.starts_with('/') && !target.starts_with("/static/"));
        within
            .map(|target| target.split('#').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
            .collect()
    }

    /// A header as text; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The texts of all elements that match, as they are read: spaces folded, what is hidden from sight left
    /// out.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).map(seen).collect()
    }

    /// The text of the one element that matches.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        assert_eq!(texts.len(), 1, "{selector}: {texts:?}");
        texts.into_iter().next().unwrap()
    }

    /// An attribute of all elements that match.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).filter_map(|element| element.attr(name)).map(String::from).collect()
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
            // Blocks stand on lines of their own.
            if !matches!(child.value().name(), "span" | "a" | "em" | "strong" | "time" | "text" | "svg") {
                text.push(' ');
            }
        }
    }
}

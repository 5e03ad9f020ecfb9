//! `/search`: finds careers by title and text; `/search/suggest`: suggestions while typing.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::{Deserialize, Serialize};

use super::choice::{Chosen, Comparison};
use super::pagination::{encoded, parameters};
use super::{Head, PageResult, show};
use crate::addresses;
use crate::db::Db;
use crate::error::Error;
use crate::filters::{first_of, plain_start};
use crate::models::published::card::{self, Details};
use crate::profile::{Money, Slug};
use crate::search::mark::{Piece, pieces};
use crate::search::query::LONGEST;
use crate::search::{Hit, Outcome, Reading, search};
use crate::site::Site;
use crate::web::page_cache;

const MOST: usize = 30;
const SUGGESTIONS: usize = 8;
/// In characters.
const SUMMARY: usize = 160;

#[derive(Debug, Default, Deserialize)]
pub struct Params {
    #[serde(default)]
    pub(super) q: String,
}

impl Params {
    fn text(self) -> String {
        self.q.trim().chars().take(LONGEST).collect()
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    head: Head,
    /// This page's URL without the careers selected for comparison.
    here: String,
    chosen: Chosen,
    /// The words searched for, if they differ from the input.
    instead: Option<String>,
    reading: Reading,
    results: Vec<ResultLine>,
    /// Whether there may be more results.
    is_cut: bool,
}

impl SearchPage {
    fn chosen_elsewhere(&self) -> Vec<&Slug> {
        self.chosen.not_among(|slug| self.results.iter().any(|result| result.slug == *slug))
    }
}

struct ResultLine {
    slug: Slug,
    name: String,
    title: Vec<Piece>,
    also_called: Option<Vec<Piece>>,
    category: Option<String>,
    pay: Option<Money>,
    summary: String,
}

pub async fn page(request: HttpRequest, site: Data<Site>, db: Data<Db>, params: Query<Params>) -> PageResult {
    let typed = params.into_inner().text();
    let text = typed.clone();
    let choice = Comparison::of(&parameters(request.query_string()));
    let (outcome, details, chosen) = db
        .read_shown(move |conn| {
            let outcome = search(conn, &text, MOST)?;
            let details = card::details(conn, &outcome.ids())?;
            Ok::<_, Error>((outcome, details, Chosen::read(conn, &choice)?))
        })
        .await?;
    let title = if typed.is_empty() { "Search".into() } else { format!("Search for “{typed}”") };
    let choice = chosen.choice.clone();
    let path =
        if typed.is_empty() { "/search".into() } else { format!("/search?{}", encoded(&[("q", &typed)])) };
    let head = Head { is_listed: false, choice, ..Head::new(Arc::clone(&site), title, path) }
        .described(description(&outcome));
    let head = Head { query: typed, ..head };
    let page = show(&SearchPage::new(head, outcome, details, chosen))?;
    Ok(page_cache::once(&request, &site, page))
}

fn description(outcome: &Outcome) -> String {
    match &outcome.hits[..] {
        [] => "Search careers by job title, skill or keyword.".into(),
        hits => {
            let titles = first_of(hits.iter().map(|hit| hit.title.as_str()), hits.len());
            format!("Careers found: {titles}.")
        }
    }
}

impl SearchPage {
    fn new(head: Head, outcome: Outcome, mut details: HashMap<i64, Details>, chosen: Chosen) -> Self {
        let Outcome { query, reading, hits } = outcome;
        let is_cut = hits.len() == MOST;
        let line = |hit: Hit| {
            let Details { category, summary, pay } = details.remove(&hit.id).unwrap_or_default();
            ResultLine {
                title: pieces(&query, &hit.title),
                name: hit.title,
                also_called: hit.also_called.map(|name| pieces(&query, &name)),
                summary: plain_start(&summary, SUMMARY),
                slug: hit.slug,
                category,
                pay,
            }
        };
        let results = hits.into_iter().map(line).collect();
        let instead = (reading != Reading::AsTyped).then(|| query.text());
        let here = format!("/search?{}", encoded(&[("q", &head.query)]));
        Self { head, here, chosen, instead, reading, results, is_cut }
    }
}

#[derive(Serialize)]
struct Suggestions {
    suggestions: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Suggestion {
    title: String,
    also_called: Option<String>,
    url: String,
}

/// JSON. Each suggestion links to its profile or, if careers are selected for comparison, to the comparison with it.
pub async fn suggest(request: HttpRequest, db: Data<Db>, params: Query<Params>) -> PageResult {
    let text = params.into_inner().text();
    let choice = Comparison::of(&parameters(request.query_string()));
    let outcome = db.read_shown(move |conn| search(conn, &text, SUGGESTIONS)).await.map_err(Error::from)?;
    let suggestion = |hit: Hit| Suggestion {
        url: match choice.slugs.is_empty() {
            true => addresses::career(&hit.slug),
            false => choice.with(&hit.slug).url(),
        },
        title: hit.title,
        also_called: hit.also_called,
    };
    let suggestions = outcome.hits.into_iter().map(suggestion).collect();
    let no_cache = (header::CACHE_CONTROL, "no-cache");
    Ok(HttpResponse::Ok().insert_header(no_cache).json(Suggestions { suggestions }))
}

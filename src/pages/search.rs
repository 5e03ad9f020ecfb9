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
use crate::models::place_pay;
use crate::models::published::card::{self, Details};
use crate::profile::{Money, PlaceFigures, Slug};
use crate::search::mark::pieces;
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
    outcome: Outcome,
    details: HashMap<i64, Details>,
    /// The careers’ pay in the place that the search names.
    in_place: HashMap<i64, PlaceFigures>,
}

impl SearchPage {
    fn details(&self, hit: &Hit) -> Details {
        self.details.get(&hit.id).cloned().unwrap_or_default()
    }

    /// Where a result leads: in a place, to its pay there.
    fn address(&self, hit: &Hit) -> String {
        match &self.outcome.place {
            Some(place) if self.in_place.contains_key(&hit.id) => addresses::pay_in(&hit.slug, &place.slug),
            _ => addresses::career(&hit.slug),
        }
    }

    /// Pay in the place that the search names; none if it isn't known there.
    fn pay_here(&self, hit: &Hit) -> Option<String> {
        let figures = self.in_place.get(&hit.id)?;
        let figure = figures.median()?;
        Some(Money { figure, currency: figures.currency, period: figures.period }.with_period())
    }

    fn chosen_elsewhere(&self) -> Vec<&Slug> {
        self.chosen.not_among(|slug| self.outcome.hits.iter().any(|hit| hit.slug == *slug))
    }
}

pub async fn page(request: HttpRequest, site: Data<Site>, db: Data<Db>, params: Query<Params>) -> PageResult {
    let typed = params.into_inner().text();
    let text = typed.clone();
    let choice = Comparison::of(&parameters(request.query_string()));
    let (outcome, details, in_place, chosen) = db
        .read_shown(move |conn| {
            let outcome = search(conn, &text, MOST)?;
            let details = card::details(conn, &outcome.ids())?;
            let in_place = match &outcome.place {
                Some(place) => place_pay::of_careers(conn, place, &outcome.ids())?,
                None => HashMap::new(),
            };
            Ok::<_, Error>((outcome, details, in_place, Chosen::read(conn, &choice)?))
        })
        .await?;
    let here = format!("/search?{}", encoded(&[("q", &typed)]));
    let (title, path) = match typed.is_empty() {
        true => ("Search".into(), "/search".into()),
        false => (format!("Search for “{typed}”"), here.clone()),
    };
    let titles = first_of(outcome.hits.iter().map(|hit| hit.title.as_str()), outcome.hits.len());
    let description = match outcome.hits.is_empty() {
        true => "Search careers by job title, skill or keyword.".into(),
        false => format!("Careers found: {titles}."),
    };
    let head = Head {
        is_listed: false,
        query: typed,
        choice: chosen.choice.clone(),
        ..Head::new(Arc::clone(&site), title, path)
    }
    .described(description);
    let page = show(&SearchPage { head, here, chosen, outcome, details, in_place })?;
    Ok(page_cache::once(&request, &site, page))
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
    let place = outcome.place.map(|place| place.slug);
    let suggestion = |hit: Hit| Suggestion {
        url: match (choice.slugs.is_empty(), &place) {
            (true, Some(place)) => addresses::pay_in(&hit.slug, place),
            (true, None) => addresses::career(&hit.slug),
            (false, _) => choice.with(&hit.slug).url(),
        },
        title: hit.title,
        also_called: hit.also_called,
    };
    let suggestions: Vec<Suggestion> = outcome.hits.into_iter().map(suggestion).collect();
    let no_cache = (header::CACHE_CONTROL, "no-cache");
    Ok(HttpResponse::Ok().insert_header(no_cache).json(HashMap::from([("suggestions", suggestions)])))
}

//! `/search`: careers by their title and their other names.

use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::{Head, PageResult, Site, show};
use crate::db::Db;
use crate::models::career::{self, Card};

/// How many results are shown.
const MOST: i64 = 30;
/// How much of what is typed is looked at, in characters.
const LONGEST: usize = 100;

/// What is searched for. Other parameters are ignored.
#[derive(Debug, Default, Deserialize)]
pub struct Params {
    #[serde(default)]
    pub(super) q: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    head: Head,
    results: Vec<Card>,
}

/// Shows what is found.
pub async fn search(site: Data<Site>, db: Data<Db>, params: Query<Params>) -> PageResult {
    let query: String = params.into_inner().q.trim().chars().take(LONGEST).collect();
    let text = query.clone();
    let results = db.read(move |conn| career::matching(conn, &text, MOST)).await?;
    let head = Head { query, ..Head::unlisted(site.into_inner(), "Search") };
    show(&Search { head, results })
}

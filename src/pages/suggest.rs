//! `/search/suggest`: a stand-in for the real suggestions, to develop the search box with.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use serde_json::json;

use super::PageResult;
use super::search::Params;
use crate::db::Db;
use crate::models::career;

/// Suggests what is found.
pub async fn suggest(db: Data<Db>, params: Query<Params>) -> PageResult {
    let cards = db.read(move |conn| career::matching(conn, &params.q, 8)).await?;
    let suggestion = |card: &career::Card| {
        let url = format!("/careers/{}", card.slug);
        json!({ "title": card.title, "also_called": null, "url": url })
    };
    let suggestions: Vec<_> = cards.iter().map(suggestion).collect();
    Ok(HttpResponse::Ok().json(json!({ "suggestions": suggestions })))
}

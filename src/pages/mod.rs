//! The pages, one URL family per file: page structs and handlers. Queries are in the models.

pub mod about;
pub mod admin;
mod alternates;
mod batched;
pub mod careers;
pub mod choice;
pub mod compare;
pub mod errors;
pub mod feed;
pub mod formats;
mod head;
pub mod health;
pub mod home;
mod list_picture;
pub mod logos;
pub mod oembed;
pub mod openapi;
pub mod pagination;
mod pay_scale;
pub mod places;
mod qr;
pub mod robots;
pub mod search;
pub mod sign_in;
pub mod sitemap;
pub mod skills;
mod structured;

use actix_web::http::header;
use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;

use crate::error::Error;
use crate::forms::FormState;
use crate::web::page_cache::Keep;
pub use head::{Head, Picture};
pub use qr::Qr;

pub type PageResult = Result<HttpResponse, Error>;

/// For pages that must not be cached anywhere, such as a form with errors.
fn show_privately(status: StatusCode, page: &impl Template) -> PageResult {
    html(status, "no-store", page)
}

/// Browsers revalidate the page each time, since an editor may have changed it.
fn show(page: &impl Template) -> PageResult {
    html(StatusCode::OK, "no-cache", page)
}

/// In bytes; large enough for all but the longest pages, so that the buffer isn't reallocated as it grows.
const ROOM: usize = 64 * 1024;

fn html(status: StatusCode, cache_control: &'static str, page: &impl Template) -> PageResult {
    let mut html = String::with_capacity(ROOM);
    page.render_into(&mut html)?;
    let mut answer = HttpResponse::build(status);
    answer.content_type("text/html; charset=utf-8").insert_header((header::CACHE_CONTROL, cache_control));
    Ok(answer.body(html))
}

fn form_status(form: &FormState) -> StatusCode {
    match (&form.conflict, form.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    }
}

/// Lets the page cache serve the page to everyone, under `address` (path and query), until the content version changes.
fn kept(mut answer: HttpResponse, address: impl Into<String>) -> HttpResponse {
    answer.extensions_mut().insert(Keep(address.into()));
    answer
}

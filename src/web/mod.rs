//! Middleware, and extractors for requests.

use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, middleware};

pub mod body;
pub mod client;
pub mod connections;
pub mod crowd;
pub mod drain;
pub mod encoding;
pub mod form;
pub mod gate;
pub mod headers;
pub mod log;
pub mod page_cache;
pub mod panics;
pub mod paths;
pub mod rate;
pub mod refusals;
pub mod same_origin;
pub mod session;
pub mod spreadsheet;
pub mod upload;

/// What a middleware wraps.
pub type Next = middleware::Next<BoxBody>;

pub type MiddlewareResult = Result<ServiceResponse, Error>;

/// A part of [`crate::Shared`].
fn shared<T: 'static>(request: &HttpRequest) -> &Data<T> {
    request.app_data().expect("the app shares it with all requests")
}

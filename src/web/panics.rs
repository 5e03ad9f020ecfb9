//! Turns panics in handlers and templates into responses; the connection and its worker keep running.

use std::panic::AssertUnwindSafe;

use actix_web::HttpResponse;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use futures_util::FutureExt;

use super::{MiddlewareResult, Next};
use crate::error::Error;

/// Answers a panic with 500. Must wrap a route: before routing, nothing else may hold the request.
pub async fn caught(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let kept = request.request().clone();
    // The handler's own state is dropped, and shared state is behind locks that report poisoning.
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(answer) => answer,
        Err(_) => Ok(ServiceResponse::new(kept, HttpResponse::from_error(Error::Panicked))),
    }
}

//! Answers from the cache.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::middleware::Next;

use super::PageCache;
use super::page::reads;
use crate::web::body::ignored;
use crate::web::encoding::taken;
use crate::web::{MiddlewareResult, shared};

/// Runs before all other middleware. Hits are logged at `debug`.
pub async fn serve(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> MiddlewareResult {
    let started = Instant::now();
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let cache = shared::<PageCache>(request.request());
    let taken = taken(request.request());
    if reads(request.request())
        && ignored(request.request()).is_none()
        && let Some(page) = cache.current(address, taken)
    {
        tracing::debug!(path = request.path(), "answered from the cache");
        let answer = cache.answer(address, &page.content, request.request(), taken);
        page.route.count(request.method(), answer.status(), started);
        return Ok(request.into_response(answer));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

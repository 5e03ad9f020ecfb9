//! Answers from the cache.

use std::time::Instant;

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;

use super::PageCache;
use super::page::{reads, taken};

/// Runs before all other middleware. Hits are logged at `debug`.
pub async fn serve(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let cache = request.app_data::<Data<PageCache>>().filter(|_| reads(request.request()));
    let taken = taken(request.request());
    if let Some((cache, page)) = cache.and_then(|cache| Some((cache, cache.current(address, taken)?))) {
        tracing::debug!(path = request.path(), "answered from the cache");
        let answer = cache.answer(address, &page.content, request.request(), taken);
        (page.count_hit)(request.method(), answer.status(), started);
        return Ok(request.into_response(answer));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

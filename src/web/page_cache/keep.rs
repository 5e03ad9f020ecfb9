//! Fills the cache.

use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

use super::page::{CachedContent, old, reads};
use super::{CachedPage, FailedRender, PageCache, Turn};
use crate::db::DbError;
use crate::error::Error;
use crate::route::pattern;
use crate::site::Site;
use crate::web::encoding::taken;
use crate::web::{MiddlewareResult, Next, shared};

/// Marks a response as cacheable. Its handler sets this, with the one address to cache it under. Requests with unknown
/// or reordered parameters get the same response uncached, so that nobody can fill the cache with variants of one page.
#[derive(Clone, Debug)]
pub struct Keep(pub String);

/// Answers with a page that is the same for everybody but has too many variants to cache, in the preferred encoding and
/// with an ETag.
pub fn once(request: &HttpRequest, site: &Site, answer: HttpResponse) -> HttpResponse {
    let (answer, body) = answer.into_parts();
    match body.try_into_bytes() {
        Ok(bytes) => {
            let taken = taken(request);
            CachedContent::new(bytes, answer.headers(), site).compressed_for(taken).answer(request, taken)
        }
        // A streamed response is sent as it is.
        Err(body) => answer.set_body(body),
    }
}

/// Caches a response if its handler says so. Of concurrent requests for one page, one renders it.
pub async fn keep(request: ServiceRequest, next: Next) -> MiddlewareResult {
    if !reads(request.request()) {
        return next.call(request).await;
    }
    let cache = shared::<PageCache>(request.request()).clone();
    let site = shared::<Site>(request.request()).clone();
    let address = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let taken = taken(request.request());
    let began = Instant::now();
    let (place, before) = match cache.turn(&address).await {
        Turn::Send { content, is_old } => {
            let answer = cache.answer(&address, &content, request.request(), taken);
            return Ok(request.into_response(if is_old { old(answer) } else { answer }));
        }
        // Another request waited too long for this page. Requests that have waited for that one don't each wait again.
        Turn::Make(_, None) if cache.db.was_slow_since(began) => {
            return Ok(request.error_response(Error::Db(DbError::Slow)));
        }
        Turn::Make(place, before) => (place, before),
    };
    let (version, day) = (cache.db.version(), cache.clock.today());
    let (request, answer) = next.call(request).await?.into_parts();
    if let Some(before) = before.as_ref().filter(|_| is_for_now(&answer)) {
        let failed = Some(FailedRender { at: Instant::now(), version });
        place.insert(CachedPage { failed, ..before.clone() }).ok();
        let answer = old(cache.answer(&address, &before.content, &request, taken));
        return Ok(ServiceResponse::new(request, answer));
    }
    let keep = answer.extensions().get::<Keep>().cloned().filter(|_| answer.status() == StatusCode::OK);
    let Some(Keep(its_address)) = keep else { return Ok(ServiceResponse::new(request, answer)) };
    let (answer, body) = answer.into_parts();
    let bytes = to_bytes(body).await.map_err(ErrorInternalServerError)?;
    let made = CachedContent::new(bytes, answer.headers(), &site);
    let content = match before.filter(|before| before.content.is_same(&made)) {
        Some(same) => same.content,
        None => Arc::new(made.compressed_for(taken)),
    };
    if its_address == address {
        // A page that is larger than the cache isn't cached.
        let route = Arc::new(cache.requests.of_kept(pattern(&request)));
        place.insert(CachedPage { version, day, content: content.clone(), route, failed: None }).ok();
    }
    let answer = cache.answer(&address, &content, &request, taken);
    Ok(ServiceResponse::new(request, answer))
}

fn is_for_now(answer: &HttpResponse) -> bool {
    let error = answer.error().and_then(|error| error.as_error::<Error>());
    error.is_some_and(|error| error.passing().is_some())
}

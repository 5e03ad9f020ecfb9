//! Redirects addresses with a trailing slash to the ones without.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};

pub async fn without_trailing_slash<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match plainer(request.path(), request.query_string()) {
        Some(target) if reads => {
            let moved = HttpResponse::MovedPermanently().insert_header((header::LOCATION, target)).finish();
            Ok(request.into_response(moved).map_into_right_body())
        }
        _ => Ok(next.call(request).await?.map_into_left_body()),
    }
}

/// None if there is no trailing slash. Also removes extra leading slashes, because `//other.example` would be another
/// site's address.
pub fn plainer(path: &str, query: &str) -> Option<String> {
    let has_more = path != "/" && path.ends_with('/');
    let rest = path.trim_end_matches('/').trim_start_matches(['/', '\\']);
    has_more.then(|| with_query(&format!("/{rest}"), query))
}

pub fn with_query(path: &str, query: &str) -> String {
    match query {
        "" => path.into(),
        query => format!("{path}?{query}"),
    }
}

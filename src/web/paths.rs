//! One form for each address: what ends in a slash is sent to the same without it.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};

/// Answers 301 to a page's address with slashes at its end.
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

/// Where an address with slashes at its end leads; none where it has none. `//other.example` would be an address of
/// another site, `/other.example` is one of ours.
pub fn plainer(path: &str, query: &str) -> Option<String> {
    let has_more = path != "/" && path.ends_with('/');
    let rest = path.trim_end_matches('/').trim_start_matches(['/', '\\']);
    has_more.then(|| with_query(&format!("/{rest}"), query))
}

/// A path with the query that came along.
pub fn with_query(path: &str, query: &str) -> String {
    match query {
        "" => path.into(),
        query => format!("{path}?{query}"),
    }
}

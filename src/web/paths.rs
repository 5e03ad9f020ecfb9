//! Redirects addresses with a trailing slash to the ones without.

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, header};

use super::{MiddlewareResult, Next};

pub async fn without_trailing_slash(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match plainer(request.path(), request.query_string()) {
        Some(target) if reads => {
            let moved = HttpResponse::MovedPermanently().insert_header((header::LOCATION, target)).finish();
            Ok(request.into_response(moved))
        }
        _ => next.call(request).await,
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

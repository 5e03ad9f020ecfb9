//! Refuses long addresses, and redirects those with a trailing slash to the ones without.

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, header};

use super::{MiddlewareResult, Next};
use crate::error::Error;
use crate::route;

/// In bytes, with the query. Pages link to addresses a tenth as long at most, and proxies allow half of this.
pub const LONGEST: usize = 16 * 1024;

/// Refuses long addresses before anything is done with them.
pub async fn short(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let (path, query) = (request.path().len(), request.query_string().len());
    match path > route::LONGEST || path + query > LONGEST {
        true => Ok(request.error_response(Error::LongAddress)),
        false => next.call(request).await,
    }
}

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

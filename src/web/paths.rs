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
    let path = request.path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads && path != "/" && path.ends_with('/') {
        let target = with_query(&one_leading_slash(path.trim_end_matches('/')), request.query_string());
        let moved = HttpResponse::MovedPermanently().insert_header((header::LOCATION, target)).finish();
        return Ok(request.into_response(moved).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

/// A path with the query that came along.
pub fn with_query(path: &str, query: &str) -> String {
    match query {
        "" => path.into(),
        query => format!("{path}?{query}"),
    }
}

/// `//other.example` is an address of another site; `/other.example` is one of ours.
fn one_leading_slash(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

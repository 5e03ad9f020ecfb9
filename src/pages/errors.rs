//! Error pages with advice, for every error response.

mod not_stored;
mod words;

use std::borrow::Cow;
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::HeaderName;
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error as ActixError, HttpResponse};
use askama::Template;

use self::not_stored::NotStored;
use self::words::{for_now, words};
use super::Head;
use crate::db::Passing;
use crate::error::Error;
use crate::metrics::Metrics;
use crate::models::published::card::Card;
use crate::site::Site;
use crate::web::log;

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage<'a> {
    head: Head,
    status: u16,
    heading: Cow<'a, str>,
    advice: &'a str,
    near_heading: &'static str,
    near: &'a [Card],
    /// The request id to give to the operator.
    id: Option<String>,
}

/// Renders error responses. The cause of a failure is logged, never shown.
pub async fn with_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return Ok(response);
    }
    let cause = response.response().error();
    // A form with field errors explains itself, and so does a response for programs.
    if cause.is_none() && response.headers().contains_key(header::CONTENT_TYPE) {
        return Ok(response);
    }
    let error = cause.and_then(|cause| cause.as_error::<Error>());
    if let Some(cause) = cause.filter(|_| status.is_server_error()) {
        if let Some(metrics) = response.request().app_data::<Data<Metrics>>() {
            metrics.count_failure(error.map_or("other", Error::kind));
        }
        log_failure(cause);
    }
    let Some(site) = response.request().app_data::<Data<Site>>().map(|site| Arc::clone(site)) else {
        return Ok(response);
    };
    let id = log::id(response.request()).filter(|_| status.is_server_error());
    let passing = error.and_then(Error::passing).filter(|_| !response.request().method().is_safe());
    let html = match passing {
        Some(passing) => {
            NotStored::of(response.request(), site, status.as_u16(), for_now(Some(passing)).1).render()
        }
        None => ErrorPage { id, ..page_for(site, status, error) }.render(),
    };
    let mut answer = HttpResponse::build(status);
    let kept = ["allow", "retry-after", "x-robots-tag", "set-cookie", "clear-site-data"];
    for name in kept.map(HeaderName::from_static) {
        if let Some(value) = response.headers().get(&name) {
            answer.insert_header((name, value.clone()));
        }
    }
    answer.insert_header((header::CACHE_CONTROL, "no-store"));
    let answer = match html {
        Ok(html) => answer.content_type("text/html; charset=utf-8").body(html),
        Err(_) => answer.finish(),
    };
    Ok(response.into_response(answer))
}

fn log_failure(error: &ActixError) {
    let ours = error.as_error::<Error>();
    match ours.and_then(Error::passing) {
        // Already logged once, when the fault was found.
        Some(Passing::Away | Passing::Full | Passing::ReadOnly | Passing::Slow) => {
            tracing::debug!(%error, "the request failed with a transient error")
        }
        // There may be thousands a second; a metric counts them.
        Some(_) if matches!(ours, Some(Error::Busy)) => {
            tracing::debug!(%error, "the request failed with a transient error")
        }
        Some(_) => tracing::warn!(%error, "the request failed with a transient error"),
        None => tracing::error!(%error, "the request failed"),
    }
}

fn page_for(site: Arc<Site>, status: StatusCode, error: Option<&Error>) -> ErrorPage<'_> {
    let (heading, advice) = words(status, error);
    let (near_heading, near) = match error {
        Some(Error::NoCareer { near, .. }) => ("Did you mean one of these?", &near[..]),
        Some(Error::Withdrawn { near, has_alternative: true, .. }) => ("Read this instead", &near[..]),
        Some(Error::Withdrawn { near, .. }) => ("Similar careers", &near[..]),
        _ => ("", &[][..]),
    };
    let head = Head::unlisted(site, &*heading);
    ErrorPage { head, status: status.as_u16(), heading, advice, near_heading, near, id: None }
}

//! Turns every error answer, whoever made it, into a page that helps.

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::HeaderName;
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error as ActixError, HttpResponse};
use askama::Template;

use crate::db::Passing;
use crate::error::Error;
use crate::metrics::Metrics;
use crate::models::published::card::Card;
use crate::pages::Head;
use crate::site::Site;
use crate::web::log;
use crate::web::not_stored::NotStored;

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage<'a> {
    head: Head,
    status: u16,
    heading: String,
    advice: &'a str,
    near_heading: &'static str,
    near: &'a [Card],
    /// What to tell the operator of a failure.
    id: Option<String>,
}

/// Gives error answers their page. The inside of a failure goes to the log and nowhere else.
pub async fn with_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return Ok(response);
    }
    // A form that is shown again says itself what is wrong, and so does what is for programs.
    let is_said =
        response.response().error().is_none() && response.headers().contains_key(header::CONTENT_TYPE);
    if is_said {
        return Ok(response);
    }
    if let Some(error) = response.response().error().filter(|_| status.is_server_error()) {
        if let Some(metrics) = response.request().app_data::<Data<Metrics>>() {
            metrics.count_failure(error.as_error::<Error>().map_or("other", Error::kind));
        }
        let ours = error.as_error::<Error>();
        match ours.and_then(Error::passing) {
            // That has been said once, when it began.
            Some(Passing::Away) => tracing::debug!(%error, "the request failed for now"),
            // There may be thousands of them in a second; they are counted.
            Some(_) if matches!(ours, Some(Error::Busy)) => {
                tracing::debug!(%error, "the request failed for now")
            }
            Some(_) => tracing::warn!(%error, "the request failed for now"),
            None => tracing::error!(%error, "the request failed"),
        }
    }
    let Some(site) = response.request().app_data::<Data<Site>>().map(|site| Arc::clone(site)) else {
        return Ok(response);
    };
    let error = response.response().error().and_then(|error| error.as_error::<Error>());
    let id = log::id(response.request()).filter(|_| status.is_server_error());
    let passing = error.and_then(Error::passing).filter(|_| !response.request().method().is_safe());
    let html = match passing {
        Some(passing) => {
            NotStored::of(response.request(), site, status.as_u16(), for_now(Some(passing)).1).render()
        }
        None => ErrorPage { id, ..page_for(site, status, error) }.render(),
    };
    let mut answer = HttpResponse::build(status);
    for name in [header::ALLOW, header::RETRY_AFTER, HeaderName::from_static("x-robots-tag")] {
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

/// What is said of a failure that passes.
fn for_now(passing: Option<Passing>) -> (&'static str, &'static str) {
    match passing {
        Some(Passing::Away) => (
            "The site can’t read its data just now",
            "Its database can’t be reached, and is tried again all the time. Try again in a moment.",
        ),
        Some(Passing::Full) => (
            "Nothing can be changed just now",
            "The disk of this site is full. Tell those who run it; what is there can be read.",
        ),
        Some(Passing::ReadOnly) => (
            "Nothing can be changed just now",
            "The database of this site can only be read for now. Try again in a moment.",
        ),
        Some(Passing::Busy) | None => {
            ("The site is busy", "Too many people are asking at once. Try again in a moment.")
        }
    }
}

fn page_for(site: Arc<Site>, status: StatusCode, error: Option<&Error>) -> ErrorPage<'_> {
    let (heading, advice) = match (status, error) {
        (_, Some(Error::Withdrawn { title, reason, .. })) => {
            let unexplained = "The profile was here once and isn’t shown any more.";
            let advice = if reason.is_empty() { unexplained } else { reason };
            (format!("“{title}” has been withdrawn"), advice)
        }
        (_, Some(Error::NoCareer { .. })) => (
            "There is no career at this address".into(),
            "It may be called something else here. Search for it, or browse the list.",
        ),
        (StatusCode::UNAUTHORIZED, _) => (
            "This page is for editors who are signed in".into(),
            "Your session may have ended. Sign in, and open it again.",
        ),
        (StatusCode::FORBIDDEN, _) => (
            "This isn’t yours to do".into(),
            "Your role doesn’t allow it, or the request came from another site. Ask an admin of this site.",
        ),
        (StatusCode::NOT_FOUND, _) => (
            "There is no page at this address".into(),
            "Check the address for a typing error, search for a career, or browse the list.",
        ),
        (StatusCode::METHOD_NOT_ALLOWED, _) => (
            "This page can only be read".into(),
            "The request asked for something else than showing the page. Open its address instead.",
        ),
        (StatusCode::CONFLICT, _) => (
            "Someone else was faster".into(),
            "What you wanted to change has changed in the meantime. Go back, look at it again, and repeat it.",
        ),
        (StatusCode::PAYLOAD_TOO_LARGE, _) => (
            "This is too much for one form".into(),
            "Go back, shorten what you have written, and send it again.",
        ),
        (StatusCode::REQUEST_TIMEOUT, _) => (
            "What you sent took too long".into(),
            "It didn’t come in whole in time. Go back, and send it again; a better connection may help.",
        ),
        (StatusCode::TOO_MANY_REQUESTS, _) => (
            "This was too much at once".into(),
            "So many requests have come from your network that others might have to wait. Try again in a moment.",
        ),
        (StatusCode::SERVICE_UNAVAILABLE, error) => {
            let (heading, advice) = for_now(error.and_then(Error::passing));
            (heading.into(), advice)
        }
        (status, _) if status.is_server_error() => (
            "Something went wrong on our side".into(),
            "It isn’t your doing, and it has been noted. Try again in a moment.",
        ),
        _ => (
            "This request can’t be understood".into(),
            "Part of the address isn’t right. Check it, search for a career, or browse the list.",
        ),
    };
    let (near_heading, near) = match error {
        Some(Error::NoCareer { near, .. }) => ("Did you mean one of these?", &near[..]),
        Some(Error::Withdrawn { near, .. }) => ("Read this instead", &near[..]),
        _ => ("", &[][..]),
    };
    let head = Head::unlisted(site, &heading);
    ErrorPage { head, status: status.as_u16(), heading, advice, near_heading, near, id: None }
}

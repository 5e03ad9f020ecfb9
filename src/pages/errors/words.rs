//! The headings of error pages, and their advice.

use std::borrow::Cow;

use actix_web::http::StatusCode;

use crate::db::Passing;
use crate::error::Error;

pub(super) fn for_now(passing: Option<Passing>) -> (&'static str, &'static str) {
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

pub(super) fn words(status: StatusCode, error: Option<&Error>) -> (Cow<'_, str>, &str) {
    match (status, error) {
        (_, Some(Error::Withdrawn { title, reason, .. })) => {
            let unexplained = "The profile was here once and isn’t shown any more.";
            let advice = if reason.is_empty() { unexplained } else { reason };
            (format!("“{title}” has been withdrawn").into(), advice)
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
    }
}

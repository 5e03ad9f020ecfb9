//! The headings and advice of error pages.

use std::borrow::Cow;

use actix_web::http::StatusCode;

use crate::db::Passing;
use crate::error::Error;

pub(super) fn for_now(passing: Option<Passing>) -> (&'static str, &'static str) {
    match passing {
        Some(Passing::Away) => (
            "The site can’t reach its database right now",
            "It keeps trying to reconnect. Try again in a moment.",
        ),
        Some(Passing::Full) => (
            "Changes can’t be saved right now",
            "The server’s disk is full. Tell the people who run this site; its pages can still be read.",
        ),
        Some(Passing::ReadOnly) => (
            "Changes can’t be saved right now",
            "The site’s database is read-only at the moment. Try again later.",
        ),
        Some(Passing::Slow) => {
            ("The site is slow right now", "Its database didn’t answer in time. Try again in a moment.")
        }
        Some(Passing::Busy) | None => {
            ("The site is busy", "Too many requests are coming in at once. Try again in a moment.")
        }
    }
}

pub(super) fn words(status: StatusCode, error: Option<&Error>) -> (Cow<'_, str>, &str) {
    match (status, error) {
        (_, Some(Error::Withdrawn { title, reason, .. })) => {
            let unexplained = "This profile used to be here and has been removed.";
            let advice = if reason.is_empty() { unexplained } else { reason };
            (format!("“{title}” has been withdrawn").into(), advice)
        }
        (_, Some(Error::NoCareer { .. })) => (
            "There is no career at this address".into(),
            "It may have another name here. Search for it, or browse the list.",
        ),
        (StatusCode::UNAUTHORIZED, _) => (
            "This page is only for signed-in editors".into(),
            "Your session may have ended. Sign in, then open the page again.",
        ),
        (StatusCode::FORBIDDEN, _) => (
            "You don’t have permission to do this".into(),
            "Your role doesn’t allow it, or the request came from another site. Ask an admin of this site.",
        ),
        (StatusCode::NOT_FOUND, _) => (
            "There is no page at this address".into(),
            "Check the address for typos, search for a career, or browse the list.",
        ),
        (StatusCode::METHOD_NOT_ALLOWED, _) => (
            "This page can only be viewed".into(),
            "The request tried to do something else. Open the address in your browser instead.",
        ),
        (StatusCode::CONFLICT, _) => (
            "Someone else made a change first".into(),
            "Go back, check the current version, and make your change again.",
        ),
        (StatusCode::URI_TOO_LONG, _) => {
            ("This address is too long".into(), "Shorten it, search for a career, or browse the list.")
        }
        (StatusCode::PAYLOAD_TOO_LARGE, _) => {
            ("This form is too large".into(), "Go back, shorten what you wrote, and send it again.")
        }
        (StatusCode::REQUEST_TIMEOUT, _) => (
            "Sending the form took too long".into(),
            "It didn’t arrive completely in time. Go back and send it again; a better connection may help.",
        ),
        (StatusCode::TOO_MANY_REQUESTS, _) => (
            "Too many requests".into(),
            "Your network has sent too many requests in a short time. Try again in a moment.",
        ),
        (StatusCode::SERVICE_UNAVAILABLE, error) => {
            let (heading, advice) = for_now(error.and_then(Error::passing));
            (heading.into(), advice)
        }
        (status, _) if status.is_server_error() => (
            "Something went wrong on our side".into(),
            "It isn’t your fault, and the error has been logged. Try again in a moment.",
        ),
        _ => (
            "The site can’t understand this request".into(),
            "Part of the address is wrong. Check it, search for a career, or browse the list.",
        ),
    }
}

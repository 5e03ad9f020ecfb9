//! Access to the desk, and the headers of its responses.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, LOCATION};
use actix_web::{HttpMessage, HttpResponse};

use super::form::Posted;
use super::log::name_user;
use super::paths::with_query;
use super::refusals::Refusals;
use super::session::{SignedIn, Token};
use super::{MiddlewareResult, Next, shared};
use crate::db::Db;
use crate::error::Error;
use crate::models::user::Role;
use crate::models::{desk_rules, session};
use crate::route::pattern;
use crate::secrets::token;
use crate::site::Site;

pub const SECOND_FACTOR: &str = "/admin/account/second-factor";

pub const CONFIRM: &str = "/admin/account/confirm";

/// Requires a role, and puts [`SignedIn`] into the request's extensions.
pub async fn admit(least: Role, mut request: ServiceRequest, next: Next) -> MiddlewareResult {
    match pass(least, &request).await {
        Ok(signed_in) => {
            request.extensions_mut().insert(signed_in);
            private(request, next).await
        }
        Err(error) => {
            if error.passing().is_some() {
                Posted::keep(&mut request).await;
            }
            let mut response = request.error_response(error);
            mark(response.headers_mut());
            Ok(response)
        }
    }
}

/// Marks responses as private and hidden from search engines.
pub async fn private(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let mut response = next.call(request).await?;
    mark(response.headers_mut());
    Ok(response)
}

fn mark(headers: &mut HeaderMap) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
}

async fn pass(least: Role, request: &ServiceRequest) -> Result<SignedIn, Error> {
    let (site, db) = (shared::<Site>(request.request()), shared::<Db>(request.request()));
    let now = site.clock.now();
    let Some(hash) = Token::Session.of(request.request(), site).map(|token| token::hash(&token)) else {
        return Err(not_signed_in(request));
    };
    let found = db.read(move |conn| {
        let session = session::current(conn, &hash, now)?;
        let required = desk_rules::is_second_factor_required(conn)?;
        Ok::<_, Error>(session.map(|session| (session, required)))
    });
    let Some((session, required)) = found.await? else { return Err(not_signed_in(request)) };
    if session.is_due(now) {
        let id = session.id;
        match db.write(move |conn| session::touch(conn, id, now)).await.map_err(Error::from) {
            // Requests that only read are let through: the session just ends a little earlier.
            Err(error) if error.passing().is_some() && request.method().is_safe() => {
                tracing::warn!(%error, "can’t extend a session");
            }
            done => done.map(drop)?,
        }
    }
    let signed_in = SignedIn::new(session, now);
    name_user(signed_in.user.id);
    let sets_up = [SECOND_FACTOR, CONFIRM].contains(&request.path());
    if required && !signed_in.has_second_factor && !sets_up {
        return Err(Error::SeeOther(SECOND_FACTOR.into()));
    }
    if signed_in.user.role < least {
        let route = pattern(request.request()).unwrap_or_default();
        shared::<Refusals>(request.request()).record(signed_in.actor(), route).await?;
        return Err(Error::NotAllowed);
    }
    Ok(signed_in)
}

/// Redirects GET requests to sign in and back; a POST can't be repeated.
fn not_signed_in(request: &ServiceRequest) -> Error {
    let here = with_query(request.path(), request.query_string());
    match request.method().is_safe() {
        true => Error::SeeOther(and_back("/sign-in", &here)),
        false => Error::NotSignedIn,
    }
}

/// The address of a page that continues at `next`.
fn and_back(path: &str, next: &str) -> String {
    format!("{path}?{}", serde_html_form::to_string([("next", next)]).unwrap_or_default())
}

/// Fails with a redirect to confirm the password and back, unless it was confirmed recently.
pub fn require_confirmed(signed_in: &SignedIn, here: &str) -> Result<(), Error> {
    match signed_in.is_confirmed {
        true => Ok(()),
        false => Err(Error::SeeOther(and_back(CONFIRM, here))),
    }
}

/// Returns `next` if it is a path within this site, otherwise the desk.
pub fn next_or_desk(next: &str) -> &str {
    let rest = next.strip_prefix('/');
    let is_ours = rest.is_some_and(|rest| !rest.starts_with('/'))
        && !next.contains(|c: char| c == '\\' || c.is_control() || !c.is_ascii());
    if is_ours { next } else { "/admin" }
}

pub fn see_other(target: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, target)).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_on_only_within_the_site() {
        assert_eq!(next_or_desk("/admin/users?page=2"), "/admin/users?page=2");
        for wrong in
            ["", "//other.example", "/\\other.example", "https://other.example", "/a\r\nb: c", "/\t/a"]
        {
            assert_eq!(next_or_desk(wrong), "/admin", "{wrong}");
        }
        assert_eq!(and_back("/sign-in", "/admin?a=b&c"), "/sign-in?next=%2Fadmin%3Fa%3Db%26c");
    }
}

//! Refuses requests forged by other sites.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{HOST, HeaderMap, HeaderName, ORIGIN};

use super::refusals::Refusals;
use super::session::Token;
use super::{MiddlewareResult, Next, shared};
use crate::db::Db;
use crate::error::Error;
use crate::models::audit::Actor;
use crate::models::session;
use crate::route::{pattern, public_path};
use crate::secrets::token;
use crate::site::Site;

/// In characters.
const LOGGED: usize = 200;

const UNNAMED: &str = "a secret or unknown address";

/// Refuses requests that change something unless they come from this site's own pages, according to `Sec-Fetch-Site`
/// or, for older browsers, `Origin`. A request with neither header is refused too.
pub async fn required(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let site = shared::<Site>(request.request());
    if request.method().is_safe() || is_from_here(request.headers(), &site.base_url) {
        return next.call(request).await;
    }
    // The request is refused even if that can't be recorded.
    if let Err(error) = note(&request).await {
        tracing::error!(%error, "can’t record a refused request in the audit log");
    }
    Ok(request.error_response(Error::NotAllowed))
}

fn is_from_here(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if headers.contains_key("sec-fetch-site") {
        return text(HeaderName::from_static("sec-fetch-site")) == Some("same-origin");
    }
    let Some(origin) = text(ORIGIN) else { return false };
    let host = origin.split_once("://").map(|(_, host)| host);
    // Over http, the site may be reached under several host names; over https, only under its base URL.
    let is_host = !base_url.starts_with("https://") && host.is_some() && host == text(HOST);
    origin.eq_ignore_ascii_case(base_url) || is_host
}

/// Logs a warning. Only requests with a valid session go to the audit log, because strangers could fill the disk.
async fn note(request: &ServiceRequest) -> Result<(), Error> {
    let path = public_path(request.request());
    let logged: String = path.unwrap_or(UNNAMED).chars().take(LOGGED).collect();
    tracing::warn!(path = logged, "refused a request from another site");
    let (site, db) = (shared::<Site>(request.request()), shared::<Db>(request.request()));
    let Some(token) = Token::Session.of(request.request(), site) else { return Ok(()) };
    let (hash, now) = (token::hash(&token), site.clock.now());
    if db.read(move |conn| session::current(conn, &hash, now)).await?.is_none() {
        return Ok(());
    }
    let route = path.and_then(|_| pattern(request.request())).unwrap_or(UNNAMED.into());
    shared::<Refusals>(request.request()).record(Actor::other("another site", now), route).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn passes(headers: &[(&'static str, &'static str)]) -> bool {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        is_from_here(&headers.iter().map(pair).collect(), "https://ours.example")
    }

    #[test]
    fn only_this_site_passes() {
        assert!(passes(&[("sec-fetch-site", "same-origin")]));
        for site in ["same-site", "cross-site", "none", ""] {
            assert!(!passes(&[("sec-fetch-site", site), ("origin", "https://ours.example")]), "{site}");
        }
        assert!(passes(&[("origin", "https://ours.example")]));
        assert!(!passes(&[("origin", "http://ours.example"), ("host", "ours.example")]));
        assert!(!passes(&[("origin", "https://other.example"), ("host", "ours.example")]));
        assert!(!passes(&[("origin", "null"), ("host", "ours.example")]));
        assert!(!passes(&[]));
    }
}

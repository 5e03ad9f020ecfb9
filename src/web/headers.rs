//! Headers of every response.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::middleware::DefaultHeaders;

use super::{MiddlewareResult, Next};
use crate::coding::is_text;
use crate::site::Site;

/// Denies everything but the site's own styles, scripts, images and forms. `connect-src` lets auditing tools fetch
/// robots.txt from within a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SECURITY: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Two years of HSTS, without subdomains, which may belong to other sites.
const TLS_ONLY: (&str, &str) = ("strict-transport-security", "max-age=63072000");

pub fn security(site: &Site) -> impl Iterator<Item = (&'static str, &'static str)> {
    SECURITY.into_iter().chain(site.is_secure().then_some(TLS_ONLY))
}

/// Adds the security headers to responses that don't set their own.
pub fn with_security(site: &Site) -> DefaultHeaders {
    security(site).fold(DefaultHeaders::new(), DefaultHeaders::add)
}

pub const SHOWN_ELSEWHERE: (&str, &str) = ("cross-origin-resource-policy", "cross-origin");

/// For fingerprinted files, which never change.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// Adds the charset to static text files; actix-files omits it for scripts and SVG.
pub async fn with_charset(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let mut response = next.call(request).await?;
    let media_type = response.headers().get(CONTENT_TYPE).and_then(|media_type| media_type.to_str().ok());
    let bare = media_type.filter(|media_type| is_text(media_type) && !media_type.contains(';'));
    if let Some(Ok(whole)) = bare.map(|bare| HeaderValue::from_str(&format!("{bare}; charset=utf-8"))) {
        response.headers_mut().insert(CONTENT_TYPE, whole);
    }
    Ok(response)
}

pub fn forever() -> DefaultHeaders {
    DefaultHeaders::new().add(("Cache-Control", FOREVER))
}

//! Headers on every answer.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::middleware::{DefaultHeaders, Next};

use crate::coding::is_text;
use crate::site::Site;

/// From nothing, what the pages need: their own style sheets, scripts and pictures, and forms that stay on
/// the site. `connect-src` lets auditors read robots.txt from within a page.
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

/// For two years browsers don't ask without TLS; other names of the domain are its owner's to decide about.
const TLS_ONLY: (&str, &str) = ("strict-transport-security", "max-age=63072000");

/// The security headers of a site.
pub fn security(site: &Site) -> impl Iterator<Item = (&'static str, &'static str)> {
    SECURITY.into_iter().chain(site.is_secure().then_some(TLS_ONLY))
}

/// The security headers, on answers that don't set their own.
pub fn with_security(site: &Site) -> DefaultHeaders {
    security(site).fold(DefaultHeaders::new(), DefaultHeaders::add)
}

/// Lets other sites show what they are meant to: the header that says so, instead of the usual one.
pub const SHOWN_ELSEWHERE: (&str, &str) = ("cross-origin-resource-policy", "cross-origin");

/// How long what has a fingerprint of its content for a name may be kept: it never changes.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// Says in which charset static texts are; actix-files leaves it out for scripts and pictures.
pub async fn with_charset(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    let media_type = response.headers().get(CONTENT_TYPE).and_then(|media_type| media_type.to_str().ok());
    let bare = media_type.filter(|media_type| is_text(media_type) && !media_type.contains(';'));
    if let Some(Ok(whole)) = bare.map(|bare| HeaderValue::from_str(&format!("{bare}; charset=utf-8"))) {
        response.headers_mut().insert(CONTENT_TYPE, whole);
    }
    Ok(response)
}

/// On fingerprinted files.
pub fn forever() -> DefaultHeaders {
    DefaultHeaders::new().add(("Cache-Control", FOREVER))
}

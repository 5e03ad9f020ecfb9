//! Headers on every answer.

use actix_web::middleware::DefaultHeaders;

/// From nothing, what the pages need: their own style sheets, scripts and pictures, and forms that stay on
/// the site. `connect-src` lets auditors read robots.txt from within a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The security headers.
pub const SECURITY: [(&str, &str); 5] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// The security headers, on answers that don't set their own.
pub fn security() -> DefaultHeaders {
    SECURITY.into_iter().fold(DefaultHeaders::new(), DefaultHeaders::add)
}

/// How long what has a fingerprint of its content for a name may be kept: it never changes.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// On fingerprinted files.
pub fn forever() -> DefaultHeaders {
    DefaultHeaders::new().add(("Cache-Control", FOREVER))
}

//! The route that a request matches.

use actix_web::{HttpMessage, HttpRequest};

/// Cached in the request, because matching tries every route.
struct KnownRoute(Option<String>);

/// The path, for logs; `None` if it contains a secret. Without a route, it might be a mistyped link with a token.
pub fn public_path(request: &HttpRequest) -> Option<&str> {
    pattern(request).filter(|route| !route.contains("{token}")).map(|_| request.path())
}

/// The route's pattern, such as `/careers/{slug}`; `None` if no route matches.
pub fn pattern(request: &HttpRequest) -> Option<String> {
    if let Some(known) = request.extensions().get::<KnownRoute>() {
        return known.0.clone();
    }
    let pattern = request.match_pattern();
    request.extensions_mut().insert(KnownRoute(pattern.clone()));
    pattern
}

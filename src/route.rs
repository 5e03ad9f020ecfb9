//! The route that a request matches.

use actix_web::{HttpMessage, HttpRequest};

/// Cached in the request, because matching tries every route.
struct KnownRoute(Option<String>);

/// The longest path with a route, in bytes: ten times as long as that of any page.
pub const LONGEST: usize = 2_000;

/// In characters.
const LOGGED: usize = 500;

/// The path, for logs; `None` if it contains a secret. Without a route, it might be a mistyped link with a token.
pub fn public_path(request: &HttpRequest) -> Option<&str> {
    let path = request.path();
    let start = path.char_indices().nth(LOGGED).map_or(path, |(end, _)| &path[..end]);
    pattern(request).filter(|route| !route.contains("{token}")).map(|_| start)
}

/// The route's pattern, such as `/careers/{slug}`; `None` if no route matches.
pub fn pattern(request: &HttpRequest) -> Option<String> {
    if let Some(known) = request.extensions().get::<KnownRoute>() {
        return known.0.clone();
    }
    let is_possible = request.path().len() <= LONGEST;
    let pattern = is_possible.then(|| request.match_pattern()).flatten();
    request.extensions_mut().insert(KnownRoute(pattern.clone()));
    pattern
}

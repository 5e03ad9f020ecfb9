//! Finds this site's addresses in a text: absolute paths in attributes, and full URLs.

use std::collections::HashSet;

use crate::pages::robots::NOT_FOR_CRAWLERS;

/// Drops queries, which need a server.
pub(super) fn collect(text: &str, base_url: &str, found: &mut HashSet<String>) {
    // Looking for one character is much faster than looking for a text.
    for (at, _) in text.match_indices('/') {
        let (before, rest) = text.split_at(at);
        if !before.ends_with("=\"") && !before.ends_with(base_url) {
            continue;
        }
        let path = path(rest);
        if !found.contains(path) && is_page(path) {
            found.insert(path.to_owned());
        }
    }
}

/// The path that a text begins with.
fn path(text: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '?' | '#' | '&' | '"' | '\'' | '<' | '>' | '(' | ')' | '\\' | ',' | '`')
    };
    match text.split(ends).next().unwrap_or_default().trim_end_matches('/') {
        "" => "/",
        path => path,
    }
}

/// Whether it may be a public page of this site.
fn is_page(path: &str) -> bool {
    let is_public = !NOT_FOR_CRAWLERS.iter().any(|prefix| path.starts_with(prefix));
    is_public && path.strip_prefix('/').is_some_and(|name| name.is_empty() || is_file_name(name))
}

/// Whether a path works as a file name: within the folder, and without percent-encoding.
pub(super) fn is_file_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut found = HashSet::new();
        collect(text, "https://a.example", &mut found);
        let mut found: Vec<String> = found.into_iter().collect();
        found.sort();
        found
    }

    #[test]
    fn addresses_are_found_in_pages_feeds_and_documents() {
        let text = r#"<a href="/careers?letter=a"><img src="/logos/1.png"><a href="/skills/c-sharp#top">
            <textarea>&lt;iframe src=&#34;https://a.example/careers/x/card&#34; [x](https://a.example/c/1)
            <loc>https://a.example/</loc> "https://a.example/feed.atom", <a href="/about/">"#;
        assert_eq!(
            found(text),
            [
                "/",
                "/about",
                "/c/1",
                "/careers",
                "/careers/x/card",
                "/feed.atom",
                "/logos/1.png",
                "/skills/c-sharp"
            ]
        );
    }

    #[test]
    fn what_is_elsewhere_or_not_for_the_public_is_left_alone() {
        for text in [
            r#"<a href="//other.example/x">"#,
            r#"<a href="/admin/careers"><a href="/sign-in"><a href="/preview/x">"#,
            r#"<a href="/../../etc/passwd"><a href="/a/./b"><a href="/.git"><a href="/%2e%2e/x"><a href="/a//b">"#,
            "https://a.example.org/x https://a.example:8080/x https://a.example{path}",
            r#"<a href="relative">"#,
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}

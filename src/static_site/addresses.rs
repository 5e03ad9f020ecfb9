//! Where the crawl starts.

use std::collections::BTreeSet;

use super::answer::NOT_FOUND;
use crate::addresses;
use crate::db::Conn;
use crate::models::QueryResult;
use crate::models::published::unlinked;
use crate::pages::{openapi, sitemap};

const SINGLE: [&str; 6] = ["/", "/search", "/compare", openapi::PATH, "/robots.txt", NOT_FOUND];

/// The sitemap, which leads to most pages, and pages that nothing links to.
pub(super) fn all(conn: &mut Conn) -> QueryResult<BTreeSet<String>> {
    let files = [sitemap::INDEX, addresses::SITE_FEED, addresses::LIST_JSON, addresses::LIST_CSV];
    let mut all: BTreeSet<String> = SINGLE.iter().chain(&files).map(ToString::to_string).collect();
    all.extend(unlinked::old_slugs(conn)?.into_iter().map(addresses::career));
    for code in unlinked::codes(conn)? {
        all.extend(code.strip_suffix(".00").map(addresses::career));
        all.insert(addresses::career(code));
    }
    let revisions = unlinked::revisions(conn)?.into_iter();
    all.extend(revisions.map(|(slug, number)| addresses::revision(slug, number)));
    Ok(all)
}

//! `/robots.txt`: what crawlers should skip, and the site map.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::{PageResult, kept};
use crate::site::Site;

/// The desk, and pages with endless variants.
pub(crate) const NOT_FOR_CRAWLERS: [&str; 4] = ["/admin", "/sign-in", "/preview/", "/search?"];

pub async fn robots(site: Data<Site>) -> PageResult {
    let disallowed: String = NOT_FOR_CRAWLERS.iter().map(|path| format!("Disallow: {path}\n")).collect();
    let text = format!("User-agent: *\n{disallowed}\nSitemap: {}\n", site.absolute(super::sitemap::INDEX));
    Ok(kept(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text), "/robots.txt"))
}

//! `/robots.txt`: what crawlers needn't ask for, and where all pages are listed.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::{PageResult, kept};
use crate::site::Site;

/// What is for people at the desk, and what there is no end of.
pub(crate) const NOT_FOR_CRAWLERS: [&str; 4] = ["/admin", "/sign-in", "/preview/", "/search?"];

/// Sends the file.
pub async fn robots(site: Data<Site>) -> PageResult {
    let disallowed: String = NOT_FOR_CRAWLERS.iter().map(|path| format!("Disallow: {path}\n")).collect();
    let text = format!("User-agent: *\n{disallowed}\nSitemap: {}\n", site.absolute(super::sitemap::INDEX));
    Ok(kept(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text), "/robots.txt"))
}

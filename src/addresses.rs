//! The paths of careers, the list, feeds and health checks. Templates spell out their own paths.

use std::fmt::Display;

pub const LIST: &str = "/careers";
pub const LIST_JSON: &str = "/careers.json";
pub const LIST_CSV: &str = "/careers.csv";
pub const SITE_FEED: &str = "/feed.atom";

pub const PLACES: &str = "/places";

pub const HEALTH: &str = "/healthz";
pub const READINESS: &str = "/readyz";
pub const PROBES: [&str; 2] = [HEALTH, READINESS];

// Also named in the OpenAPI description.
pub const JSON: &str = "/careers/{slug}.json";
pub const MARKDOWN: &str = "/careers/{slug}.md";
pub const FEED: &str = "/careers/{slug}/feed.atom";

pub const PAY_JSON: &str = "/careers/{slug}/pay.json";
pub const PAY_CSV: &str = "/careers/{slug}/pay.csv";

pub fn category(slug: impl Display) -> String {
    format!("{LIST}?category={slug}")
}

pub fn career(slug: impl Display) -> String {
    format!("/careers/{slug}")
}

/// A page below the profile: `pay`, `moves`, `insights`, `interviews` or `jobs`.
pub fn below(slug: impl Display, page: &str) -> String {
    format!("/careers/{slug}/{page}")
}

pub fn json(slug: impl Display) -> String {
    format!("/careers/{slug}.json")
}

pub fn markdown(slug: impl Display) -> String {
    format!("/careers/{slug}.md")
}

pub fn feed(slug: impl Display) -> String {
    below(slug, "feed.atom")
}

pub fn card(slug: impl Display) -> String {
    below(slug, "card")
}

/// The picture in link previews.
pub fn picture(slug: impl Display) -> String {
    below(slug, "card.png")
}

/// The picture in link previews of a page that lists careers or skills.
pub fn list_picture(path: &str) -> String {
    let (path, query) = path.split_once('?').map_or((path, ""), |(path, query)| (path, query));
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}/card.png{mark}{query}", path.trim_end_matches('/'))
}

/// The page about a career’s pay in a place.
pub fn pay_in(slug: impl Display, place: impl Display) -> String {
    format!("/careers/{slug}/pay/{place}")
}

pub fn place(slug: impl Display) -> String {
    format!("{PLACES}/{slug}")
}

pub fn revision(slug: impl Display, number: i64) -> String {
    format!("/careers/{slug}/revisions/{number}")
}

pub fn permanent(id: i64) -> String {
    format!("/c/{id}")
}

pub fn slug_in(path: &str) -> Option<&str> {
    path.strip_prefix("/careers/")
}

pub fn id_in(path: &str) -> Option<&str> {
    path.strip_prefix("/c/")
}

pub fn desk(id: i64, page: &str) -> String {
    format!("/admin/careers/{id}/{page}")
}

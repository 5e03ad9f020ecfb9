//! Every address of a career and of the list of careers, as a path of the site, and those of the probes. Templates write
//! their own.

use std::fmt::Display;

pub const LIST: &str = "/careers";
pub const LIST_JSON: &str = "/careers.json";
pub const LIST_CSV: &str = "/careers.csv";
pub const SITE_FEED: &str = "/feed.atom";

/// Whether the process answers.
pub const HEALTH: &str = "/healthz";
/// Whether the instance can take requests.
pub const READINESS: &str = "/readyz";
/// What a load balancer asks every few seconds.
pub const PROBES: [&str; 2] = [HEALTH, READINESS];

// Routes that the description of the API names as well.
pub const JSON: &str = "/careers/{slug}.json";
pub const MARKDOWN: &str = "/careers/{slug}.md";
pub const FEED: &str = "/careers/{slug}/feed.atom";

/// The list of the careers in a category.
pub fn category(slug: impl Display) -> String {
    format!("{LIST}?category={slug}")
}

/// The profile.
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

/// The pay in a frame for other sites.
pub fn card(slug: impl Display) -> String {
    below(slug, "card")
}

/// The picture that is shown where the address of the profile is pasted.
pub fn picture(slug: impl Display) -> String {
    below(slug, "card.png")
}

/// The profile as it was published once.
pub fn revision(slug: impl Display, number: i64) -> String {
    format!("/careers/{slug}/revisions/{number}")
}

/// The address that stays when the slug changes.
pub fn permanent(id: i64) -> String {
    format!("/c/{id}")
}

/// What the path of a profile has in the place of the slug.
pub fn slug_in(path: &str) -> Option<&str> {
    path.strip_prefix("/careers/")
}

/// What a permanent address has in the place of the id.
pub fn id_in(path: &str) -> Option<&str> {
    path.strip_prefix("/c/")
}

/// A page of the desk about a career, such as `edit`.
pub fn desk(id: i64, page: &str) -> String {
    format!("/admin/careers/{id}/{page}")
}

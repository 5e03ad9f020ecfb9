//! `/about`: what the site is, how its figures are made, and where its data comes from.

use actix_web::web::Data;
use askama::Template;

use super::{Head, PageResult, kept, show};
use crate::db::Db;
use crate::filters::first_of;
use crate::models::source;
use crate::profile::Source;
use crate::site::Site;

#[derive(Template)]
#[template(path = "about/about.html")]
struct About {
    head: Head,
    sources: Vec<Source>,
}

pub async fn about(site: Data<Site>, db: Data<Db>) -> PageResult {
    let sources = db.read_shown(source::cited).await?;
    let mut description =
        "Where the data comes from, how each figure is made, and what its labels mean.".to_owned();
    if !sources.is_empty() {
        let names = first_of(sources.iter().map(|source| source.name.as_str()), sources.len());
        description += &format!(" Sources: {names}.");
    }
    let head = Head::new(site.into_inner(), "About", "/about").described(description);
    Ok(kept(show(&About { head, sources })?, "/about"))
}

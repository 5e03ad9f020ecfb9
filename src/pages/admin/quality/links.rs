//! `/admin/quality/links` and `/admin/careers/{id}/quality/links`: check external links while the user waits, and store
//! nothing.

use actix_web::http::StatusCode;
use actix_web::rt::task::spawn_blocking;
use actix_web::web::Path;
use askama::Template;
use tokio::sync::Mutex;

use crate::addresses;
use crate::db;
use crate::error::Error;
use crate::models::draft;
use crate::models::outward_link::{self, MOST, OutwardLink};
use crate::outward;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};

/// Held during a check, so that only one runs at a time.
static ASKING: Mutex<()> = Mutex::const_new(());

#[derive(Template)]
#[template(path = "admin/quality/links.html")]
struct BrokenLinksPage {
    head: Head,
    desk: Desk,
    heading: String,
    back: String,
    asked: i64,
    wrong: Vec<(OutwardLink, String)>,
}

pub async fn site(visit: Visit) -> PageResult {
    let links = visit.db.read(outward_link::of_site).await?;
    answer(visit, "External links of the site".into(), "/admin/quality".into(), links).await
}

pub async fn career(visit: Visit, id: Path<i64>) -> PageResult {
    let id = id.into_inner();
    let read = visit.db.read(move |conn| {
        let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
        let links = outward_link::of_career(conn, &draft)?;
        Ok::<_, Error>((draft.profile.title, links))
    });
    let (title, links) = read.await?;
    answer(visit, format!("External links of {title}"), addresses::desk(id, "quality"), links).await
}

async fn answer(visit: Visit, heading: String, back: String, links: Vec<OutwardLink>) -> PageResult {
    let mut urls: Vec<String> = links.iter().map(|link| link.url.clone()).collect();
    urls.sort_unstable();
    urls.dedup();
    let asked = urls.len() as i64;
    let found = {
        let _one = ASKING.lock().await;
        spawn_blocking(move || outward::unanswered(urls, outward::public_web)).await
    };
    let found = found.map_err(|_| db::DbError::Interrupted)?;
    let wrong = links.into_iter().filter_map(|link| {
        let wrong = found.get(&link.url)?.clone();
        Some((link, wrong))
    });
    let page = BrokenLinksPage {
        head: visit.head(heading.clone()),
        desk: visit.desk("quality"),
        heading,
        back,
        asked,
        wrong: wrong.collect(),
    };
    show_privately(StatusCode::OK, &page)
}

//! `/admin/quality/links` and `/admin/careers/{id}/quality/links`: checks outgoing links while the user waits, and
//! stores nothing.

use actix_web::http::StatusCode;
use actix_web::rt::task::spawn_blocking;
use actix_web::web::{Data, Path};
use askama::Template;
use tokio::sync::Mutex;

use crate::addresses;
use crate::db::{self, Db};
use crate::error::Error;
use crate::models::draft;
use crate::models::outward_link::{self, MOST, OutwardLink};
use crate::outward;
use crate::pages::admin::Desk;
use crate::pages::{Head, PageResult, show_privately};
use crate::site::Site;
use crate::web::session::SignedIn;

/// Held during a check: one at a time for the whole site.
static ASKING: Mutex<()> = Mutex::const_new(());

#[derive(Template)]
#[template(path = "admin/quality/links.html")]
struct Page {
    head: Head,
    desk: Desk,
    heading: String,
    back: String,
    asked: i64,
    wrong: Vec<(OutwardLink, String)>,
}

pub async fn site(user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    let links = db.read(outward_link::of_site).await?;
    answer((user, site), "Links out of the site".into(), "/admin/quality".into(), links).await
}

pub async fn career(user: SignedIn, site: Data<Site>, db: Data<Db>, id: Path<i64>) -> PageResult {
    let id = id.into_inner();
    let read = db.read(move |conn| {
        let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
        let links = outward_link::of_career(conn, &draft)?;
        Ok::<_, Error>((draft.profile.title, links))
    });
    let (title, links) = read.await?;
    answer((user, site), format!("Links of {title}"), addresses::desk(id, "quality"), links).await
}

async fn answer(
    (user, site): (SignedIn, Data<Site>),
    heading: String,
    back: String,
    links: Vec<OutwardLink>,
) -> PageResult {
    let mut urls: Vec<String> = links.iter().map(|link| link.url.clone()).collect();
    urls.sort_unstable();
    urls.dedup();
    let asked = urls.len() as i64;
    let found = {
        let _one = ASKING.lock().await;
        spawn_blocking(move || outward::unanswered(urls, outward::public_web)).await
    };
    let found = found.map_err(|_| db::Error::Interrupted)?;
    let wrong = links.into_iter().filter_map(|link| {
        let wrong = found.get(&link.url)?.clone();
        Some((link, wrong))
    });
    let page = Page {
        head: Head::unlisted(site.into_inner(), heading.clone()),
        desk: Desk::new(user.user, "quality"),
        heading,
        back,
        asked,
        wrong: wrong.collect(),
    };
    show_privately(StatusCode::OK, &page)
}

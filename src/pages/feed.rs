//! `/feed.atom`: the latest changes on the site; `/careers/{slug}/feed.atom`: the latest changes of one career.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDateTime;

use super::alternates::{ATOM, Alternate, of_site};
use super::careers::Address;
use super::{PageResult, kept};
use crate::addresses;
use crate::db::Db;
use crate::error::Error;
use crate::filters::plain_start;
use crate::models::published::change::{self, LiveChange};
use crate::site::Site;

const NEWEST: i64 = 50;
/// In characters.
const SUMMARY: usize = 300;

#[derive(Template)]
#[template(path = "feed/feed.xml")]
struct Feed {
    site: Arc<Site>,
    title: String,
    /// The path of the feed; `page` is the path of the page it belongs to.
    path: String,
    page: String,
    /// The permanent id of the feed, as a path.
    id: String,
    changes: Vec<LiveChange>,
}

pub async fn site(site: Data<Site>, db: Data<Db>) -> PageResult {
    let changes = db.read_shown(move |conn| change::newest(conn, None, NEWEST)).await?;
    let Alternate { path, title, .. } = of_site(&site);
    let (page, id) = ("/".into(), path.clone());
    Feed { site: site.into_inner(), title, page, id, path, changes }.answer()
}

pub async fn career(address: Address, site: Data<Site>, db: Data<Db>) -> PageResult {
    let (career, slug, changes) = db
        .read_shown(move |conn| {
            let career = address.find(conn)?;
            let changes = change::newest(conn, Some(career.id), NEWEST)?;
            Ok::<_, Error>((career, address.slug().clone(), changes))
        })
        .await?;
    let title = format!("{}: changes · {}", legal(&career.profile.title), site.name);
    let (path, page, id) =
        (addresses::feed(&slug), addresses::career(&slug), addresses::permanent(career.id));
    Feed { site: site.into_inner(), title, path, page, id, changes }.answer()
}

impl Feed {
    fn answer(&self) -> PageResult {
        let content_type = format!("{ATOM}; charset=utf-8");
        Ok(kept(HttpResponse::Ok().content_type(content_type).body(self.render()?), &self.path))
    }

    /// The epoch for an empty feed.
    fn updated(&self) -> String {
        time(&self.changes.iter().map(|change| change.at).max().unwrap_or_default())
    }

    /// A permanent id: a career's slug may change, but not its id.
    fn id_of(&self, change: &LiveChange) -> String {
        let career = self.site.absolute(&addresses::permanent(change.career_id));
        format!("{career}#revision-{}", change.revision)
    }
}

/// Without characters that XML can't represent, even escaped.
fn legal(text: &str) -> String {
    let is_legal = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(is_legal).collect()
}

fn time(at: &NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

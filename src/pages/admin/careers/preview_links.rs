//! `/admin/careers/{id}/preview-links`: links to a draft for people without an account.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveDateTime;

use super::answer;
use super::fields::Fields;
use super::subject::Subject;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::draft::{self, Draft};
use crate::models::preview_link::{self, PreviewLink};
use crate::pages::admin::Desk;
use crate::pages::{Head, PageResult, Site, show_privately};
use crate::web::form::Form;
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "admin/careers/preview_links.html")]
struct Page {
    head: Head,
    desk: Desk,
    career: Subject,
    links: Vec<PreviewLink>,
    /// The whole address of a link that was just made, which is never shown again.
    new: Option<String>,
}

impl Page {
    fn new(
        site: Arc<Site>,
        desk: Desk,
        (draft, links): (Draft, Vec<PreviewLink>),
        token: Option<String>,
    ) -> Self {
        let new = token.map(|token| format!("{}/preview/{token}", site.base_url));
        let head = Head::unlisted(site, format!("Preview links of {}", draft.profile.title));
        Self { head, desk, career: Subject::of(&draft, "preview-links"), links, new }
    }
}

fn read(conn: &mut Conn, id: i64, now: NaiveDateTime) -> Result<(Draft, Vec<PreviewLink>), Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    Ok((draft, preview_link::of(conn, id, now)?))
}

/// Lists the links that work.
pub async fn page(
    request: HttpRequest,
    user: SignedIn,
    id: Path<i64>,
    site: Data<Site>,
    db: Data<Db>,
) -> PageResult {
    let now = user.actor().at;
    let content = db.read(move |conn| read(conn, *id, now)).await?;
    let desk = Desk { done: answer::done(&request), ..Desk::new(user.user, "careers") };
    show_privately(StatusCode::OK, &Page::new(site.into_inner(), desk, content, None))
}

/// Makes a link, and shows it this once.
pub async fn create(
    user: SignedIn,
    id: Path<i64>,
    Form(fields): Form<Fields>,
    site: Data<Site>,
    db: Data<Db>,
) -> PageResult {
    let actor = user.actor();
    let days = fields.get("days").parse().unwrap_or(preview_link::DAYS);
    let made = db.write(move |conn| {
        let token = preview_link::create(conn, &actor, *id, days).map_err(answer::failed)?;
        Ok::<_, Error>((read(conn, *id, actor.at)?, token))
    });
    let (content, token) = made.await?;
    let desk = Desk::new(user.user, "careers");
    show_privately(StatusCode::CREATED, &Page::new(site.into_inner(), desk, content, Some(token)))
}

/// Revokes a link.
pub async fn revoke(user: SignedIn, ids: Path<(i64, i64)>, db: Data<Db>) -> PageResult {
    let (id, link) = ids.into_inner();
    let actor = user.actor();
    db.write(move |conn| preview_link::revoke(conn, &actor, id, link)).await.map_err(answer::failed)?;
    answer::see_other(&format!("/admin/careers/{id}/preview-links?done=revoked"))
}

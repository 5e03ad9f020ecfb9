//! `/admin/careers/{id}/preview-links`: links to a draft for people without an account.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;
use chrono::NaiveDateTime;

use super::answer;
use super::sent::{Offer, Sent};
use super::stale::state;
use super::subject::Subject;
use crate::db::Conn;
use crate::error::Error;
use crate::models::draft::{self, Draft, Refused};
use crate::models::preview_link::{self, PreviewLink};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};

#[derive(Template)]
#[template(path = "admin/careers/preview_links.html")]
struct PreviewLinksPage {
    head: Head,
    desk: Desk,
    career: Subject,
    links: Vec<PreviewLink>,
    /// The URL of a newly created link; it is never shown again.
    new: Option<String>,
}

impl PreviewLinksPage {
    fn new(visit: &Visit, (draft, links): (Draft, Vec<PreviewLink>), token: Option<String>) -> Self {
        let new = token.map(|token| visit.site.absolute(&format!("/preview/{token}")));
        let head = visit.head(format!("Preview links for {}", draft.profile.title));
        Self { head, desk: answer::desk(visit), career: Subject::of(&draft, "preview-links"), links, new }
    }
}

fn read(conn: &mut Conn, id: i64, now: NaiveDateTime) -> Result<(Draft, Vec<PreviewLink>), Refused> {
    let draft = draft::load(conn, id)?.ok_or(Refused::Gone)?;
    Ok((draft, preview_link::of(conn, id, now)?))
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    let now = visit.user.at;
    let content = visit.db.read(move |conn| read(conn, *id, now)).await.map_err(answer::failed)?;
    show_privately(StatusCode::OK, &PreviewLinksPage::new(&visit, content, None))
}

pub async fn create(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let days = sent.typed.get("days").parse().unwrap_or(preview_link::DAYS);
    let made = sent.db.write(move |conn| {
        let token = preview_link::create(conn, &actor, id, version, days)?;
        Ok((read(conn, id, actor.at)?, token))
    });
    match made.await {
        Ok((content, token)) => {
            show_privately(StatusCode::CREATED, &PreviewLinksPage::new(&sent, content, Some(token)))
        }
        Err(refused) => refuse(&sent, refused, "preview-links", "Create a link").await,
    }
}

pub async fn revoke(ids: Path<(i64, i64)>, sent: Sent) -> PageResult {
    let ((id, actor, version), (_, link)) = (sent.request(), *ids);
    match sent.db.write(move |conn| preview_link::revoke(conn, &actor, id, version, link)).await {
        Ok(()) => sent.lead_to("preview-links?done=revoked"),
        Err(refused) => {
            refuse(&sent, refused, &format!("preview-links/{link}/revoke"), "Revoke the link").await
        }
    }
}

async fn refuse(sent: &Sent, refused: Refused, path: &str, verb: &str) -> PageResult {
    let offer = Offer { tab: "preview-links", path, button: format!("{verb} anyway") };
    // These forms have no input that could be invalid.
    let show = async |_| Err(Error::BadForm);
    sent.refuse(refused, offer, |now| state(now, verb), show).await
}

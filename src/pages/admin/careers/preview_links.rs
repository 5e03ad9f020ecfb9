//! `/admin/careers/{id}/preview-links`: links to a draft for people without an account.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;
use chrono::NaiveDateTime;

use super::answer;
use super::sent::Sent;
use super::subject::Subject;
use crate::db::Conn;
use crate::forms::{FormState, Typed};
use crate::models::draft::{self, Draft, DraftRefused};
use crate::models::preview_link::{self, PreviewLink};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};

#[derive(Template)]
#[template(path = "admin/careers/preview_links.html")]
struct PreviewLinksPage {
    head: Head,
    desk: Desk,
    career: Subject,
    links: Vec<PreviewLink>,
    /// The URL of a newly created link; it is never shown again.
    new: Option<String>,
    form: FormState,
}

impl PreviewLinksPage {
    fn new(visit: &Visit, (draft, links): (Draft, Vec<PreviewLink>), form: FormState) -> Self {
        let head = visit.head(format!("Preview links for {}", draft.profile.title));
        let career = Subject::of(&draft, "preview-links");
        Self { head, desk: answer::desk(visit), career, links, new: None, form }
    }
}

fn read(conn: &mut Conn, id: i64, now: NaiveDateTime) -> Result<(Draft, Vec<PreviewLink>), DraftRefused> {
    let draft = draft::load(conn, id)?.ok_or(DraftRefused::Gone)?;
    Ok((draft, preview_link::of(conn, id, now)?))
}

async fn show(visit: &Visit, id: i64, form: FormState) -> PageResult {
    let now = visit.user.at;
    let content = visit.db.read(move |conn| read(conn, id, now)).await.map_err(answer::failed)?;
    show_privately(form_status(&form), &PreviewLinksPage::new(visit, content, form))
}

impl PreviewLinksPage {
    fn validity(&self) -> [(&'static str, &'static str); 4] {
        [("1", "1 day"), ("7", "7 days"), ("30", "30 days"), ("90", "90 days")]
    }
}

fn form() -> FormState {
    FormState::of(Typed::default().with("days", preview_link::DAYS.to_string()))
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    show(&visit, *id, form()).await
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
            let new = Some(sent.site.absolute(&format!("/preview/{token}")));
            let page = PreviewLinksPage { new, ..PreviewLinksPage::new(&sent, content, form()) };
            show_privately(StatusCode::CREATED, &page)
        }
        Err(refused) => show(&sent, id, sent.refused(refused, &[])?).await,
    }
}

pub async fn revoke(ids: Path<(i64, i64)>, sent: Sent) -> PageResult {
    let ((id, actor, version), (_, link)) = (sent.request(), *ids);
    match sent.db.write(move |conn| preview_link::revoke(conn, &actor, id, version, link)).await {
        Ok(()) => sent.lead_to("preview-links?done=revoked"),
        Err(refused) => {
            show(&sent, id, FormState { typed: form().typed, ..sent.refused(refused, &[])? }).await
        }
    }
}

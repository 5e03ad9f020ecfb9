//! `/admin/careers/{id}/delete`: deletes a draft that was never public.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::answer;
use super::sent::{Offer, Sent};
use super::stale::state;
use super::subject::Subject;
use crate::error::Error;
use crate::models::draft::{self, Draft};
use crate::models::revision;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::check::Problem;

#[derive(Template)]
#[template(path = "admin/careers/delete.html")]
struct DeletePage {
    head: Head,
    desk: Desk,
    career: Subject,
    revisions: i64,
    problems: Vec<Problem>,
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    show(&visit, *id, Vec::new()).await
}

async fn show(visit: &Visit, id: i64, problems: Vec<Problem>) -> PageResult {
    let read = visit.db.read(move |conn| {
        let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
        Ok::<(Draft, i64), Error>((draft, revision::of(conn, id, 1, 1)?.total))
    });
    let (draft, revisions) = read.await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let head = visit.head(format!("Delete {}", draft.profile.title));
    let (desk, career) = (visit.desk("careers"), Subject::of(&draft, "delete"));
    show_privately(status, &DeletePage { head, desk, career, revisions, problems })
}

pub async fn delete(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    match sent.db.write(move |conn| draft::delete(conn, &actor, id, version)).await {
        Ok(()) => answer::see_other("/admin/careers?done=deleted"),
        Err(refused) => {
            let offer = Offer { tab: "delete", path: "delete", button: "Delete it anyway".into() };
            let show = async |problems| show(&sent, id, problems).await;
            sent.refuse(refused, offer, |now| state(now, "Delete it"), show).await
        }
    }
}

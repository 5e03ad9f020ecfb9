//! `/admin/careers/{id}/delete`: deletes a draft that was never public.

use actix_web::web::Path;
use askama::Template;

use super::answer;
use super::sent::Sent;
use super::subject::Subject;
use crate::error::Error;
use crate::forms::FormState;
use crate::models::draft::{self, Draft};
use crate::models::revision;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};

#[derive(Template)]
#[template(path = "admin/careers/delete.html")]
struct DeletePage {
    head: Head,
    desk: Desk,
    career: Subject,
    revisions: i64,
    form: FormState,
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    show(&visit, *id, FormState::default()).await
}

async fn show(visit: &Visit, id: i64, form: FormState) -> PageResult {
    let read = visit.db.read(move |conn| {
        let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
        Ok::<(Draft, i64), Error>((draft, revision::of(conn, id, 1, 1)?.total))
    });
    let (draft, revisions) = read.await?;
    let head = visit.head(form.title(&format!("Delete {}", draft.profile.title)));
    let (desk, career) = (visit.desk("careers"), Subject::of(&draft, "delete"));
    show_privately(form_status(&form), &DeletePage { head, desk, career, revisions, form })
}

pub async fn delete(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    match sent.db.write(move |conn| draft::delete(conn, &actor, id, version)).await {
        Ok(()) => answer::see_other("/admin/careers?done=deleted"),
        Err(refused) => show(&sent, id, sent.refused(refused, &[])?).await,
    }
}

//! `/admin/careers/{id}/review`: submits drafts to editors, and sends them back.

use actix_web::web::Path;
use askama::Template;

use super::answer;
use super::sent::Sent;
use super::subject::Subject;
use crate::db::Conn;
use crate::error::Error;
use crate::forms::FormState;
use crate::models::draft::{self, Draft};
use crate::models::review::{self, Review};
use crate::models::user::Role;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};

const LABELS: &[(&str, &str)] = &[("note", "Note"), ("answer", "Note")];

#[derive(Template)]
#[template(path = "admin/careers/review.html")]
struct ReviewPage {
    head: Head,
    desk: Desk,
    career: Subject,
    /// Whether there is a draft that visitors don't see.
    is_draft: bool,
    reviews: Vec<Review>,
    form: FormState,
}

impl ReviewPage {
    fn new(visit: &Visit, (draft, reviews): (Draft, Vec<Review>), form: FormState) -> Self {
        Self {
            head: visit.head(form.title(&format!("Review of {}", draft.profile.title))),
            desk: answer::desk(visit),
            career: Subject::of(&draft, "review"),
            is_draft: draft.revision.published_at.is_none(),
            reviews,
            form,
        }
    }

    fn waiting(&self) -> Option<&Review> {
        self.reviews.iter().find(|review| review.is_waiting)
    }

    /// A note that was refused and whose form is no longer on the page.
    fn unsent(&self) -> Option<String> {
        let is_waiting = self.waiting().is_some();
        let answer = self.form.typed.optional("answer").filter(|_| !is_waiting);
        let note = self.form.typed.optional("note").filter(|_| is_waiting || !self.is_draft);
        answer.or(note)
    }

    fn may_answer(&self) -> bool {
        self.desk.may(Role::Editor)
    }
}

fn read(conn: &mut Conn, id: i64) -> Result<(Draft, Vec<Review>), Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    Ok((draft, review::of(conn, id)?))
}

async fn show(visit: &Visit, id: i64, form: FormState) -> PageResult {
    let content = visit.db.read(move |conn| read(conn, id)).await?;
    show_privately(form_status(&form), &ReviewPage::new(visit, content, form))
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    show(&visit, *id, FormState::default()).await
}

pub async fn submit(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let note = sent.typed.get("note").to_owned();
    match sent.db.write(move |conn| review::submit(conn, &actor, id, version, &note)).await {
        Ok(()) => sent.lead_to("review?done=submitted"),
        Err(refused) => show(&sent, id, sent.refused(refused, LABELS)?).await,
    }
}

pub async fn send_back(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let note = sent.typed.get("answer").to_owned();
    match sent.db.write(move |conn| review::send_back(conn, &actor, id, version, &note)).await {
        Ok(()) => sent.lead_to("review?done=returned"),
        Err(refused) => show(&sent, id, sent.refused(refused, LABELS)?).await,
    }
}

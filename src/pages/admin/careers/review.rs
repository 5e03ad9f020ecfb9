//! `/admin/careers/{id}/review`: submits drafts to editors, and sends them back.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::answer;
use super::sent::{Offer, Sent};
use super::stale::state;
use super::subject::Subject;
use crate::db::Conn;
use crate::error::Error;
use crate::forms::Typed;
use crate::models::draft::{self, Draft, Refused};
use crate::models::review::{self, Review};
use crate::models::user::Role;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::check::Problem;

#[derive(Template)]
#[template(path = "admin/careers/review.html")]
struct ReviewPage {
    head: Head,
    desk: Desk,
    career: Subject,
    /// Whether there is a draft that visitors don't see.
    is_draft: bool,
    reviews: Vec<Review>,
    typed: Typed,
    problem: Option<Problem>,
}

impl ReviewPage {
    fn new(visit: &Visit, (draft, reviews): (Draft, Vec<Review>)) -> Self {
        Self {
            head: visit.head(format!("Review of {}", draft.profile.title)),
            desk: answer::desk(visit),
            career: Subject::of(&draft, "review"),
            is_draft: draft.revision.published_at.is_none(),
            reviews,
            typed: Typed::default(),
            problem: None,
        }
    }

    fn waiting(&self) -> Option<&Review> {
        self.reviews.iter().find(|review| review.is_waiting)
    }

    fn may_answer(&self) -> bool {
        self.desk.may(Role::Editor)
    }

    fn problem(&self, field: &str) -> Option<&str> {
        let problem = self.problem.as_ref().filter(|problem| problem.field == field);
        problem.map(|problem| problem.message.as_str())
    }
}

fn read(conn: &mut Conn, id: i64) -> Result<(Draft, Vec<Review>), Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    Ok((draft, review::of(conn, id)?))
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    let content = visit.db.read(move |conn| read(conn, *id)).await?;
    show_privately(StatusCode::OK, &ReviewPage::new(&visit, content))
}

pub async fn submit(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let note = sent.typed.get("note").to_owned();
    match sent.db.write(move |conn| review::submit(conn, &actor, id, version, &note)).await {
        Ok(()) => sent.lead_to("review?done=submitted"),
        Err(refused) => refuse(&sent, refused, "review", "Submit").await,
    }
}

pub async fn send_back(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let note = sent.typed.get("answer").to_owned();
    match sent.db.write(move |conn| review::send_back(conn, &actor, id, version, &note)).await {
        Ok(()) => sent.lead_to("review?done=returned"),
        Err(refused) => refuse(&sent, refused, "review/return", "Send back").await,
    }
}

async fn refuse(sent: &Sent, refused: Refused, path: &str, verb: &str) -> PageResult {
    let offer = Offer { tab: "review", path, button: format!("{verb} anyway") };
    let show = async |problems: Vec<Problem>| {
        let id = sent.id;
        let content = sent.db.read(move |conn| read(conn, id)).await?;
        let mut page = ReviewPage { typed: sent.typed.clone(), ..ReviewPage::new(sent, content) };
        page.head.title = format!("Error: {}", page.head.title);
        page.problem = problems.into_iter().next();
        show_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    sent.refuse(refused, offer, |now| state(now, verb), show).await
}

//! The publication page, with forms to publish, withdraw and schedule.

use actix_web::http::StatusCode;
use askama::Template;

use super::forms::is_withdrawal;
use crate::db::Conn;
use crate::error::Error;
use crate::forms::Typed;
use crate::models::draft::{self, Draft, Refused};
use crate::models::publication::{self, Withdrawal};
use crate::models::schedule::{self, Schedule, State};
use crate::pages::admin::careers::answer;
use crate::pages::admin::careers::sent::{Offer, Sent};
use crate::pages::admin::careers::stale::state;
use crate::pages::admin::careers::subject::Subject;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::check::{Problem, Strictness, check};
use crate::profile::fields::Place;

#[derive(Template)]
#[template(path = "admin/careers/publication.html")]
pub struct PublicationPage {
    head: Head,
    desk: Desk,
    career: Subject,
    withdrawal: Option<Withdrawal>,
    /// What keeps the draft from being published.
    lacking: Vec<Problem>,
    waiting: Vec<Schedule>,
    past: Vec<Schedule>,
    /// The prefix of the ids in the submitted form: `withdraw` or `schedule`.
    sent: &'static str,
    typed: Typed,
    problems: Vec<Problem>,
    now: String,
}

pub struct Loaded {
    draft: Draft,
    withdrawal: Option<Withdrawal>,
    schedules: Vec<Schedule>,
}

/// # Errors
/// [`Error::NotFound`] if there is no such career.
pub fn load(conn: &mut Conn, id: i64) -> Result<Loaded, Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    let withdrawal = publication::withdrawal(conn, id)?;
    Ok(Loaded { draft, withdrawal, schedules: schedule::of(conn, id)? })
}

impl PublicationPage {
    pub fn new(visit: &Visit, loaded: Loaded) -> Self {
        let Loaded { draft, withdrawal, schedules } = loaded;
        let (mut waiting, past): (Vec<_>, Vec<_>) =
            schedules.into_iter().partition(|schedule| schedule.state == State::Waiting);
        // The next due first.
        waiting.reverse();
        Self {
            head: visit.head(format!("Publication of {}", draft.profile.title)),
            desk: answer::desk(visit),
            career: Subject::of(&draft, "publication"),
            lacking: check(&draft.profile, Strictness::Publish),
            withdrawal,
            waiting,
            past,
            sent: "",
            typed: Typed::default(),
            problems: Vec::new(),
            now: visit.user.at.format("%Y-%m-%d %H:%M").to_string(),
        }
    }

    /// The problem of a form's field, if it has one.
    fn problem(&self, form: &str, field: &str) -> Option<&str> {
        let problem = self.problems.iter().find(|problem| self.sent == form && problem.field == field);
        problem.map(|problem| problem.message.as_str())
    }

    fn typed(&self, form: &str, field: &str) -> &str {
        if self.sent == form { self.typed.get(field) } else { "" }
    }

    fn schedules_withdrawal(&self) -> bool {
        self.sent == "schedule" && is_withdrawal(&self.typed)
    }

    /// The label of a problem's field.
    fn label(&self, problem: &Problem) -> String {
        match problem.field.as_str() {
            "action" => "Action".into(),
            "due" => "When".into(),
            "reason" => "Reason".into(),
            "alternative" => "Send visitors to".into(),
            "status" => "Status".into(),
            "schedule" => "Schedule".into(),
            field => Place::of_path(field).label,
        }
    }

    /// Where a problem can be fixed.
    fn link(&self, problem: &Problem) -> String {
        match problem.field.as_str() {
            "action" | "due" | "reason" | "alternative" => format!("#{}-{}", self.sent, problem.field),
            "status" => "#withdraw".into(),
            "schedule" => "#schedules".into(),
            field => format!("{}/edit#{}", self.career.base(), Place::of_path(field).id),
        }
    }
}

/// The request of a form on this page.
pub struct Asked<'a> {
    /// The path of the form, relative to the career's pages.
    pub path: &'a str,
    /// The name of the confirmation, as [`answer::done`](crate::pages::admin::careers::answer::done) knows it.
    pub done: &'static str,
    pub in_words: String,
    /// The label of the button that submits it again after a conflict.
    pub button: &'static str,
    /// The prefix of its input ids; empty if it has no inputs.
    pub form: &'static str,
}

impl Asked<'_> {
    /// Redirects back to the page, or shows why nothing was done.
    pub async fn answer(self, sent: &Sent, done: Result<(), Refused>) -> PageResult {
        match done {
            Ok(()) => sent.lead_to(&format!("publication?done={}", self.done)),
            Err(refused) => {
                let offer = Offer { tab: "publication", path: self.path, button: self.button.into() };
                let asked = |now: &Draft| state(now, &self.in_words);
                let show = async |problems| refuse(sent, self.form, problems).await;
                sent.refuse(refused, offer, asked, show).await
            }
        }
    }
}

/// Shows the page again with the typed input and its problems.
pub async fn refuse(sent: &Sent, form: &'static str, problems: Vec<Problem>) -> PageResult {
    let id = sent.id;
    let loaded = sent.db.read(move |conn| load(conn, id)).await?;
    let typed = sent.typed.clone();
    let page = PublicationPage { sent: form, typed, problems, ..PublicationPage::new(sent, loaded) };
    show_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

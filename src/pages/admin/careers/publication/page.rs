//! The page about what visitors see: its forms publish, withdraw and schedule.

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
pub struct Page {
    head: Head,
    desk: Desk,
    career: Subject,
    withdrawal: Option<Withdrawal>,
    /// What keeps the draft from being published.
    lacking: Vec<Problem>,
    waiting: Vec<Schedule>,
    past: Vec<Schedule>,
    /// The prefix of the ids in the form that was sent: `withdraw` or `schedule`.
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
/// [`Error::NotFound`] where there is no such career.
pub fn load(conn: &mut Conn, id: i64) -> Result<Loaded, Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    let withdrawal = publication::withdrawal(conn, id)?;
    Ok(Loaded { draft, withdrawal, schedules: schedule::of(conn, id)? })
}

impl Page {
    pub fn new(visit: &Visit, loaded: Loaded) -> Self {
        let Loaded { draft, withdrawal, schedules } = loaded;
        let (mut waiting, past): (Vec<_>, Vec<_>) =
            schedules.into_iter().partition(|schedule| schedule.state == State::Waiting);
        // The next one first.
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

    /// What is wrong with a field of a form.
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

    /// What a problem's field is called.
    fn label(&self, problem: &Problem) -> String {
        match problem.field.as_str() {
            "action" => "What".into(),
            "due" => "When".into(),
            "reason" => "Reason".into(),
            "alternative" => "Read instead".into(),
            "status" => "State".into(),
            "schedule" => "Schedule".into(),
            field => Place::of_path(field).label,
        }
    }

    /// Where a problem can be put right.
    fn link(&self, problem: &Problem) -> String {
        match problem.field.as_str() {
            "action" | "due" | "reason" | "alternative" => format!("#{}-{}", self.sent, problem.field),
            "status" => "#withdraw".into(),
            "schedule" => "#schedules".into(),
            field => format!("{}/edit#{}", self.career.base(), Place::of_path(field).id),
        }
    }
}

/// What a form of the page asked for.
pub struct Asked<'a> {
    /// Where it was sent, below the career's pages.
    pub path: &'a str,
    /// What the page says when it is done, as [`answer::done`](crate::pages::admin::careers::answer::done) knows it.
    pub done: &'static str,
    pub in_words: String,
    /// What the button says that asks again.
    pub button: &'static str,
    /// The prefix of its inputs' ids; empty if it has no inputs.
    pub form: &'static str,
}

impl Asked<'_> {
    /// Leads back to the page, or says why nothing was done.
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

/// The page again, with everything typed and what is wrong with it.
pub async fn refuse(sent: &Sent, form: &'static str, problems: Vec<Problem>) -> PageResult {
    let id = sent.id;
    let loaded = sent.db.read(move |conn| load(conn, id)).await?;
    let typed = sent.typed.clone();
    let page = Page { sent: form, typed, problems, ..Page::new(sent, loaded) };
    show_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

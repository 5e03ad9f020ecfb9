//! The publication page, with forms to publish, withdraw and schedule.

use askama::Template;

use super::forms::is_withdrawal;
use crate::db::Conn;
use crate::error::Error;
use crate::forms::{FieldError, FormState};
use crate::models::draft::{self, Draft, DraftRefused};
use crate::models::publication::{self, Withdrawal};
use crate::models::schedule::{self, Schedule, State};
use crate::pages::admin::careers::answer;
use crate::pages::admin::careers::sent::Sent;
use crate::pages::admin::careers::subject::Subject;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};
use crate::profile::check::{Strictness, check};

const LABELS: &[(&str, &str)] = &[
    ("action", "Action"),
    ("date", "Date"),
    ("time", "Time"),
    ("reason", "Reason"),
    ("alternative", "Send visitors to"),
    ("schedule", "Schedule"),
];

#[derive(Template)]
#[template(path = "admin/careers/publication.html")]
pub struct PublicationPage {
    head: Head,
    desk: Desk,
    career: Subject,
    withdrawal: Option<Withdrawal>,
    featured: bool,
    /// What keeps the draft from being published.
    lacking: Vec<FieldError>,
    waiting: Vec<Schedule>,
    past: Vec<Schedule>,
    /// The form that was sent.
    form: FormState,
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
    pub fn new(visit: &Visit, loaded: Loaded, form: FormState) -> Self {
        let Loaded { draft, withdrawal, schedules } = loaded;
        let (mut waiting, past): (Vec<_>, Vec<_>) =
            schedules.into_iter().partition(|schedule| schedule.state == State::Waiting);
        // The next due first.
        waiting.reverse();
        Self {
            head: visit.head(form.title(&format!("Publication of {}", draft.profile.title))),
            desk: answer::desk(visit),
            career: Subject::of(&draft, "publication"),
            featured: draft.featured,
            lacking: check(&draft.profile, Strictness::Publish)
                .into_iter()
                .map(|problem| FieldError::of_profile(problem, draft.career_id))
                .collect(),
            withdrawal,
            waiting,
            past,
            form,
            now: format!("It is now {}", visit.user.at.format("%Y-%m-%d %H:%M")),
        }
    }

    /// The form whose ids start with the prefix, as it was sent if it was.
    fn form(&self, prefix: &'static str) -> FormState {
        match self.form.prefix == prefix {
            true => self.form.clone(),
            false => FormState { prefix, ..FormState::default() },
        }
    }

    fn actions(&self) -> [(&'static str, &'static str); 2] {
        [("publish", "Publish"), ("withdraw", "Withdraw")]
    }

    fn schedules_withdrawal(&self) -> bool {
        is_withdrawal(&self.form("schedule-").typed)
    }
}

/// Redirects back to the page, or shows why nothing was done. `prefix` starts the ids of the form.
pub async fn answer(
    sent: &Sent,
    prefix: &'static str,
    done: &str,
    outcome: Result<(), DraftRefused>,
) -> PageResult {
    match outcome {
        Ok(()) => sent.lead_to(&format!("publication?done={done}")),
        Err(refused) => {
            let form = sent.refused(refused, LABELS)?;
            show(sent, sent.id, FormState { prefix, ..form }).await
        }
    }
}

pub async fn show(visit: &Visit, id: i64, mut form: FormState) -> PageResult {
    for error in &mut form.errors.0 {
        match error.id.as_str() {
            "schedule" => error.id = "schedules".into(),
            id if LABELS.iter().any(|(name, _)| *name == id) => error.id = format!("{}{id}", form.prefix),
            _ => {}
        }
    }
    let loaded = visit.db.read(move |conn| load(conn, id)).await?;
    show_privately(form_status(&form), &PublicationPage::new(visit, loaded, form))
}

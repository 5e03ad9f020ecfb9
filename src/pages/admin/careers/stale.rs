//! The conflict page: the current state, the submitted change, and a way to submit it again.

use actix_web::http::StatusCode;
use askama::Template;

use super::subject::Subject;
use crate::addresses;
use crate::models::draft::Draft;
use crate::models::revision::Revision;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::Profile;
use crate::profile::fields::differing;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub label: String,
    pub now: String,
    pub asked: String,
}

/// The form to submit again, with the current version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    pub action: String,
    pub fields: Vec<(String, String)>,
    pub button: String,
}

/// Answers 409.
#[derive(Template)]
#[template(path = "admin/careers/stale.html")]
pub struct Stale {
    head: Head,
    desk: Desk,
    career: Subject,
    who: (String, String),
    rows: Vec<Compared>,
    again: Again,
}

impl Stale {
    pub fn new(visit: &Visit, now: &Draft, tab: &'static str, rows: Vec<Compared>, again: Again) -> Self {
        let head = visit.head(format!("{} was changed in the meantime", now.profile.title));
        let Revision { author, made_at, .. } = &now.revision;
        let who = (author.clone(), made_at.format("%Y-%m-%d %H:%M").to_string());
        Self { head, desk: visit.desk("careers"), career: Subject::of(now, tab), who, rows, again }
    }

    pub fn answer(&self) -> PageResult {
        show_privately(StatusCode::CONFLICT, self)
    }
}

pub fn compared(now: &Profile, asked: &Profile) -> Vec<Compared> {
    differing(now, asked).map(|(label, now, asked)| Compared { label: label.into(), now, asked }).collect()
}

pub fn state(now: &Draft, asked: &str) -> Vec<Compared> {
    let subject = Subject::of(now, "");
    let is = match subject.is_ahead {
        true => format!("{}, with a newer draft", subject.status.label()),
        false => subject.status.label().into(),
    };
    let row = |label: &str, now: String, asked: String| Compared { label: label.into(), now, asked };
    vec![
        row("Status", is, asked.into()),
        row("Web address", addresses::career(&now.profile.slug), String::new()),
    ]
}

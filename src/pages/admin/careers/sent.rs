//! A submitted form about a career, and how its page shows it again after a refusal.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::web::Path;
use actix_web::{FromRequest, HttpRequest, dev};
use serde::Deserialize;

use super::answer;
use crate::addresses;
use crate::error::Error;
use crate::forms::{Compared, Conflict, FieldError, FieldErrors, FormState, Typed};
use crate::models::audit::Actor;
use crate::models::draft::{Draft, DraftRefused};
use crate::models::revision::Revision;
use crate::pages::PageResult;
use crate::pages::admin::Visit;
use crate::profile::Profile;
use crate::profile::check::Problem;
use crate::profile::fields::{Field, differing};
use crate::web::form::Form;

pub struct Sent {
    pub visit: Visit,
    pub id: i64,
    pub typed: Typed,
}

impl Deref for Sent {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

/// Ignores other path parameters.
#[derive(Deserialize)]
struct SentCareer {
    id: i64,
}

type Parts = (Visit, Path<SentCareer>, Form<Typed>);

impl FromRequest for Sent {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let parts = Parts::from_request(request, payload);
        Box::pin(async move {
            let (visit, career, Form(typed)) = parts.await?;
            Ok(Self { visit, id: career.id, typed })
        })
    }
}

impl Sent {
    /// The career's id, the actor, and the version when the form was shown.
    pub fn request(&self) -> (i64, Actor, i64) {
        (self.id, self.user.actor(), self.typed.version())
    }

    pub fn lead_to(&self, page: &str) -> PageResult {
        answer::see_other(&addresses::desk(self.id, page))
    }

    /// The form after it was refused. `labels` are those of its inputs, by name.
    pub fn refused(&self, refused: DraftRefused, labels: &[(&str, &str)]) -> Result<FormState, Error> {
        match refused {
            DraftRefused::Stale(now) => {
                Ok(FormState::in_conflict(self.typed.clone(), conflict(&now, Vec::new())))
            }
            DraftRefused::Problems(problems) => Ok(self.with_problems(problems, labels)),
            refused => Err(answer::failed(refused)),
        }
    }

    pub fn with_problems(&self, problems: Vec<Problem>, labels: &[(&str, &str)]) -> FormState {
        let error = |problem: Problem| match labels.iter().find(|(name, _)| *name == problem.field) {
            Some((name, label)) => FieldError::new(name, label, problem.message),
            None => FieldError::of_profile(problem, self.id),
        };
        let errors = problems.into_iter().map(error).collect();
        FormState::refused(self.typed.clone(), FieldErrors(errors))
    }
}

/// What somebody else has saved.
pub fn conflict(now: &Draft, rows: Vec<Compared>) -> Conflict {
    let Revision { author, made_at, .. } = &now.revision;
    let saved = format!("{author} last saved its draft on {} UTC.", made_at.format("%Y-%m-%d %H:%M"));
    Conflict { saved, ..Conflict::new("career", rows) }
}

pub fn compared(now: &Profile, asked: &Profile) -> Vec<Compared> {
    let row = |(field, theirs, yours): (Field, String, String)| Compared {
        label: field.label().into(),
        theirs,
        yours,
    };
    differing(now, asked).map(row).collect()
}

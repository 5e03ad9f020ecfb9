//! A submitted form about a career, and the responses when it is refused.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::web::Path;
use actix_web::{FromRequest, HttpRequest, dev};
use serde::Deserialize;

use super::answer;
use super::stale::{Again, Compared, Stale};
use crate::addresses;
use crate::forms::Typed;
use crate::models::audit::Actor;
use crate::models::draft::{Draft, Refused};
use crate::pages::PageResult;
use crate::pages::admin::Visit;
use crate::profile::check::Problem;
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

/// The form to submit again after a conflict.
pub struct Offer<'a> {
    /// The tab of its page.
    pub tab: &'static str,
    /// Relative to the career's pages.
    pub path: &'a str,
    pub button: String,
}

impl Sent {
    /// The career's id, the actor, and the version when the form was shown.
    pub fn request(&self) -> (i64, Actor, i64) {
        (self.id, self.user.actor(), self.typed.version())
    }

    pub fn lead_to(&self, page: &str) -> PageResult {
        answer::see_other(&addresses::desk(self.id, page))
    }

    /// After a conflict, shows the current state next to `asked`. For problems, `show` renders the form's own page.
    pub async fn refuse(
        &self,
        refused: Refused,
        offer: Offer<'_>,
        asked: impl FnOnce(&Draft) -> Vec<Compared>,
        show: impl AsyncFnOnce(Vec<Problem>) -> PageResult,
    ) -> PageResult {
        match refused {
            Refused::Stale(now) => {
                let again = Again {
                    action: addresses::desk(self.id, offer.path),
                    fields: self.typed.at_version(now.version),
                    button: offer.button,
                };
                Stale::new(self, &now, offer.tab, asked(&now), again).answer()
            }
            Refused::Problems(problems) => show(problems).await,
            refused => Err(answer::failed(refused)),
        }
    }
}

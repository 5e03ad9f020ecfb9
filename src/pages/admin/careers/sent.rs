//! A form about a career as it was sent, and what answers it where it is refused.

use std::future::Future;
use std::pin::Pin;

use actix_web::web::{Data, Path};
use actix_web::{FromRequest, HttpRequest, dev};
use serde::Deserialize;

use super::answer;
use super::fields::Fields;
use super::stale::{Again, Compared, Stale};
use crate::addresses;
use crate::db::Db;
use crate::models::audit::Actor;
use crate::models::draft::{Draft, Refused};
use crate::pages::PageResult;
use crate::pages::admin::Desk;
use crate::profile::check::Problem;
use crate::site::Site;
use crate::web::form::Form;
use crate::web::session::SignedIn;

/// The form, with all that its answer needs.
pub struct Sent {
    /// Who has sent it.
    pub user: SignedIn,
    /// The career that it is about.
    pub id: i64,
    /// What it says.
    pub fields: Fields,
    /// The site.
    pub site: Data<Site>,
    /// Where it is done.
    pub db: Data<Db>,
}

/// The career that an address names; what else it names is not asked.
#[derive(Deserialize)]
struct Career {
    id: i64,
}

type Parts = (SignedIn, Path<Career>, Form<Fields>, Data<Site>, Data<Db>);

impl FromRequest for Sent {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let parts = Parts::from_request(request, payload);
        Box::pin(async move {
            let (user, career, Form(fields), site, db) = parts.await?;
            Ok(Self { user, id: career.id, fields, site, db })
        })
    }
}

/// The form as it is offered again, where somebody else was faster.
pub struct Offer<'a> {
    /// The page of the career that it stands on, as the navigation calls it.
    pub tab: &'static str,
    /// Where it is sent, beneath the career's pages.
    pub path: &'a str,
    /// What its button says.
    pub button: String,
}

impl Sent {
    /// What is asked of which career, by whom, and at which version they have read it.
    pub fn request(&self) -> (i64, Actor, i64) {
        (self.id, self.user.actor(), self.fields.version())
    }

    /// Leads to a page of the career after something was done.
    pub fn lead_to(&self, page: &str) -> PageResult {
        answer::see_other(&addresses::desk(self.id, page))
    }

    /// Answers a refusal. Where somebody else was faster, what is there now stands beside what was `asked`; what
    /// is wrong is `show`n on the form's own page.
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
                    fields: self.fields.at_version(now.version),
                    button: offer.button,
                };
                let desk = Desk::new(self.user.user.clone(), "careers");
                let rows = asked(&now);
                Stale::new(self.site.clone().into_inner(), desk, &now, offer.tab, rows, again).answer()
            }
            Refused::Problems(problems) => show(problems).await,
            refused => Err(answer::failed(refused)),
        }
    }
}

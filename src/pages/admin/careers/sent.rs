//! A submitted form about a career, and the responses when it is refused.

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

pub struct Sent {
    pub user: SignedIn,
    pub id: i64,
    pub fields: Fields,
    pub site: Data<Site>,
    pub db: Data<Db>,
}

/// Ignores other parameters of the path.
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

/// The form to submit again after a conflict.
pub struct Offer<'a> {
    /// The tab of its page.
    pub tab: &'static str,
    /// Relative to the career's pages.
    pub path: &'a str,
    pub button: String,
}

impl Sent {
    /// The career's id, the actor, and the version that the form was shown at.
    pub fn request(&self) -> (i64, Actor, i64) {
        (self.id, self.user.actor(), self.fields.version())
    }

    pub fn lead_to(&self, page: &str) -> PageResult {
        answer::see_other(&addresses::desk(self.id, page))
    }

    /// After a conflict, shows the current state next to `asked`; other problems go to the form's own page by `show`.
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

//! The context of a request to the desk.

use std::future::{Ready, ready};

use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, dev};

use super::Desk;
use crate::db::Db;
use crate::forms::{FormState, Typed};
use crate::pages::Head;
use crate::pages::pagination::{self, parameter, parameters};
use crate::site::Site;
use crate::web::session::SignedIn;

/// The signed-in user, the site, its database and the query.
#[derive(Clone)]
pub struct Visit {
    pub user: SignedIn,
    pub site: Data<Site>,
    pub db: Data<Db>,
    /// Of the query, by name and value.
    pub parameters: Vec<(String, String)>,
}

impl FromRequest for Visit {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        let visit = || {
            Ok(Self {
                user: SignedIn::extract(request).into_inner()?,
                site: Data::extract(request).into_inner()?,
                db: Data::extract(request).into_inner()?,
                parameters: parameters(request.query_string()),
            })
        };
        ready(visit())
    }
}

impl Visit {
    pub fn head(&self, title: impl Into<String>) -> Head {
        Head::unlisted(self.site.clone().into_inner(), title)
    }

    pub fn desk(&self, section: &'static str) -> Desk {
        Desk::new(self.user.user.clone(), section)
    }

    /// A query parameter, trimmed; empty if it is missing.
    pub fn asked(&self, name: &str) -> String {
        parameter(&self.parameters, name)
    }

    /// The query as a form.
    pub fn query(&self) -> FormState {
        FormState::of(Typed::from(self.parameters.clone()))
    }

    /// The page of a list, from 1.
    pub fn page(&self) -> i64 {
        pagination::page(&self.parameters)
    }
}

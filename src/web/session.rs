//! The desk's cookies, and the signed-in user.

use std::future::{Ready, ready};

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::NaiveDateTime;

use crate::error::Error;
use crate::models::audit::Actor;
use crate::models::known_browser;
use crate::models::session::Current;
use crate::models::user::User;
use crate::site::Site;

/// The signed-in user, for handlers of the desk; set by [`super::gate`].
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub user: User,
    pub session: i64,
    /// The time of the request, UTC.
    pub at: NaiveDateTime,
    pub is_confirmed: bool,
    pub has_second_factor: bool,
}

impl SignedIn {
    pub fn new(session: Current, at: NaiveDateTime) -> Self {
        let (is_confirmed, has_second_factor) = (session.is_confirmed(at), session.has_second_factor);
        Self { user: session.user, session: session.id, at, is_confirmed, has_second_factor }
    }

    pub fn actor(&self) -> Actor {
        self.user.actor(self.at)
    }
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or(Error::NotSignedIn))
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Token {
    /// Lasts until the browser is closed; the session may end earlier.
    Session,
    /// Marks a known browser.
    Browser,
}

impl Token {
    pub fn of(self, request: &HttpRequest, site: &Site) -> Option<String> {
        request.cookie(self.name(site)).map(|cookie| cookie.value().to_owned())
    }

    pub fn cookie(self, site: &Site, value: String) -> Cookie<'static> {
        let cookie = Cookie::build(self.name(site), value)
            .path("/")
            .http_only(true)
            .secure(site.is_secure())
            .same_site(SameSite::Lax);
        match self {
            Self::Session => cookie.finish(),
            Self::Browser => cookie.max_age(Duration::days(known_browser::DAYS)).finish(),
        }
    }

    pub fn removal(self, site: &Site) -> Cookie<'static> {
        let mut cookie = self.cookie(site, String::new());
        cookie.make_removal();
        cookie
    }

    /// `__Host-` protects cookies from other hosts of the domain; it only works over https.
    fn name(self, site: &Site) -> &'static str {
        match (self, site.is_secure()) {
            (Self::Session, true) => "__Host-metier-session",
            (Self::Session, false) => "metier-session",
            (Self::Browser, true) => "__Host-metier-browser",
            (Self::Browser, false) => "metier-browser",
        }
    }
}

pub fn agent(request: &HttpRequest) -> String {
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    agent.unwrap_or_default().to_owned()
}

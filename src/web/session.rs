//! Who is asking: the cookies of the desk, and the one who is signed in.

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

/// Someone who is signed in. Handlers of the desk take it; the gate before them has put it there.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The user.
    pub user: User,
    /// The id of the session.
    pub session: i64,
    /// When the request came, UTC.
    pub at: NaiveDateTime,
    /// Whether the password was asked for just now.
    pub is_confirmed: bool,
    /// Whether the user has a second factor.
    pub has_second_factor: bool,
}

impl SignedIn {
    /// The user of a session at a moment.
    pub fn new(session: Current, at: NaiveDateTime) -> Self {
        let (is_confirmed, has_second_factor) = (session.is_confirmed(at), session.has_second_factor);
        Self { user: session.user, session: session.id, at, is_confirmed, has_second_factor }
    }

    /// Them as the one who does something now.
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

/// The cookies of the desk.
#[derive(Clone, Copy, Debug)]
pub enum Token {
    /// Of the session; it ends with the browser, or before.
    Session,
    /// By which a browser is known again.
    Browser,
}

impl Token {
    /// What the request carries.
    pub fn of(self, request: &HttpRequest, site: &Site) -> Option<String> {
        request.cookie(self.name(site)).map(|cookie| cookie.value().to_owned())
    }

    /// The cookie with a value.
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

    /// The cookie that takes it away.
    pub fn removal(self, site: &Site) -> Cookie<'static> {
        let mut cookie = self.cookie(site, String::new());
        cookie.make_removal();
        cookie
    }

    /// Browsers keep what begins with `__Host-` from other hosts of the domain; only over https.
    fn name(self, site: &Site) -> &'static str {
        match (self, site.is_secure()) {
            (Self::Session, true) => "__Host-metier-session",
            (Self::Session, false) => "metier-session",
            (Self::Browser, true) => "__Host-metier-browser",
            (Self::Browser, false) => "metier-browser",
        }
    }
}

/// What a request's browser calls itself.
pub fn agent(request: &HttpRequest) -> String {
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    agent.unwrap_or_default().to_owned()
}

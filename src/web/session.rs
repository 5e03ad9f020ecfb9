//! Who is asking.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::{SubsecRound, Utc};

use crate::error::Error;
use crate::models::audit::Actor;
use crate::models::user::User;

/// Someone who is signed in. Handlers of the desk take it; the gate before them has put it there.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The user.
    pub user: User,
    /// The id of the session.
    pub session: i64,
}

impl SignedIn {
    /// Them as the one who does something now.
    pub fn actor(&self) -> Actor {
        Actor::user(&self.user, Utc::now().naive_utc().trunc_subsecs(0))
    }
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or(Error::NotSignedIn))
    }
}

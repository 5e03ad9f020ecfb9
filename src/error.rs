//! One error type at the web edge. What a visitor sees of it is made in [`crate::pages::errors`].

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

use crate::db::{self, Passing};
use crate::models::published::card::Card;
use crate::models::user::Refused;
use crate::pictures;
use crate::profile::Slug;
use crate::secrets;

/// After how many seconds to ask again what has failed for now.
pub const RETRY_AFTER: u64 = 2;

/// Why a page can't be shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing at this address.
    #[error("not found")]
    NotFound,
    /// There is no career of this slug; some come near.
    #[error("no career “{slug}”")]
    NoCareer {
        /// The slug that was asked for.
        slug: Slug,
        /// Careers that may have been meant.
        near: Vec<Card>,
    },
    /// The career was there and has been withdrawn.
    #[error("“{title}” has been withdrawn")]
    Withdrawn {
        /// Its title.
        title: String,
        /// Why, for visitors; may be empty.
        reason: String,
        /// What to read instead.
        near: Vec<Card>,
    },
    /// The page is at another address, given as a path with its query.
    #[error("moved to {0}")]
    Moved(String),
    /// The page is at another address for now, given as a path with its query.
    #[error("for now at {0}")]
    LedOn(String),
    /// Something else is next: another page of the site, given as a path with its query.
    #[error("go on at {0}")]
    SeeOther(String),
    /// What was sent isn’t a form.
    #[error("not a form")]
    BadForm,
    /// What was sent is longer than any form of this page.
    #[error("too large")]
    TooLarge,
    /// What was sent took too long to come in.
    #[error("too slow")]
    TooSlow,
    /// The client asks for too much.
    #[error("too often")]
    TooOften {
        /// How long to wait, in seconds.
        seconds: u64,
    },
    /// As much is being done as can be.
    #[error("busy")]
    Busy,
    /// It was changed, or can't be as it should, since others have changed what it hangs on.
    #[error("in conflict with what is stored")]
    Conflict,
    /// A secret can’t be made or compared.
    #[error(transparent)]
    Secret(#[from] secrets::password::Failed),
    /// It is for people who are signed in.
    #[error("not signed in")]
    NotSignedIn,
    /// It is for people with another role.
    #[error("not allowed")]
    NotAllowed,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// A picture failed.
    #[error(transparent)]
    Picture(#[from] pictures::Failed),
    /// A template failed.
    #[error(transparent)]
    Template(#[from] askama::Error),
    /// A table can’t be written as CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// An answer can’t be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The handler panicked.
    #[error("the handler panicked")]
    Panicked,
}

impl Error {
    /// What will pass: the same may succeed when it is asked again. None where it won't.
    pub fn passing(&self) -> Option<Passing> {
        match self {
            Self::Db(error) => error.passing(),
            Self::Busy => Some(Passing::Busy),
            _ => None,
        }
    }

    /// What failed, in a word, as it is counted.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Db(db::Error::Pool(_)) => "pool",
            Self::Db(_) => "database",
            Self::Template(_) => "template",
            Self::Picture(_) => "picture",
            Self::Secret(_) => "secret",
            Self::Busy => "busy",
            Self::Panicked => "panic",
            _ => "other",
        }
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Gone => Self::NotFound,
            Refused::Stale(_) | Refused::LastAdmin | Refused::Taken => Self::Conflict,
            Refused::Secret(error) => Self::Secret(error),
            Refused::Db(error) => Self::Db(error),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NoCareer { .. } => StatusCode::NOT_FOUND,
            Self::Withdrawn { .. } => StatusCode::GONE,
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::Moved(_) => StatusCode::MOVED_PERMANENTLY,
            Self::LedOn(_) => StatusCode::TEMPORARY_REDIRECT,
            Self::SeeOther(_) => StatusCode::SEE_OTHER,
            Self::Conflict => StatusCode::CONFLICT,
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Db(error) if error.passing().is_some() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Db(_)
            | Self::Template(_)
            | Self::Picture(_)
            | Self::Secret(_)
            | Self::Csv(_)
            | Self::Json(_)
            | Self::Panicked => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Self::Moved(target) | Self::LedOn(target) | Self::SeeOther(target) = self {
            response.insert_header((header::LOCATION, target.as_str()));
        }
        match self {
            Self::TooOften { seconds } => {
                response.insert_header((header::RETRY_AFTER, *seconds));
            }
            _ if self.passing().is_some() => {
                response.insert_header((header::RETRY_AFTER, RETRY_AFTER));
            }
            _ => {}
        }
        response.finish()
    }
}

//! The error type of handlers. [`crate::pages::errors`] renders it for visitors.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

use crate::db::{self, Passing};
use crate::models::published::card::Card;
use crate::models::user::UserRefused;
use crate::pictures;
use crate::profile::Slug;
use crate::secrets;

/// Seconds to wait before retrying a transient error.
pub const RETRY_AFTER: u64 = 2;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not found")]
    NotFound,
    #[error("no career “{slug}”")]
    NoCareer {
        slug: Slug,
        /// Careers with a similar slug or title.
        near: Vec<Card>,
    },
    #[error("“{title}” has been withdrawn")]
    Withdrawn {
        title: String,
        /// Why, for visitors; may be empty.
        reason: String,
        /// The published career to read instead, if there is one; otherwise careers with a similar title.
        near: Vec<Card>,
        has_alternative: bool,
    },
    /// Permanent redirect to a path with its query.
    #[error("moved to {0}")]
    Moved(String),
    /// Temporary redirect to a path with its query.
    #[error("temporarily at {0}")]
    LedOn(String),
    /// Redirect after a form, to a path with its query.
    #[error("continue at {0}")]
    SeeOther(String),
    #[error("malformed form")]
    BadForm,
    #[error("address too long")]
    LongAddress,
    #[error("request too large")]
    TooLarge,
    #[error("request timed out")]
    TooSlow,
    #[error("rate limit exceeded")]
    TooOften { seconds: u64 },
    #[error("too many requests in flight")]
    Busy,
    /// Someone else has changed the same thing, or something it depends on.
    #[error("conflicts with what is stored")]
    Conflict,
    #[error(transparent)]
    Secret(#[from] secrets::password::HashError),
    #[error("not signed in")]
    NotSignedIn,
    #[error("not allowed")]
    NotAllowed,
    #[error(transparent)]
    Db(#[from] db::DbError),
    #[error(transparent)]
    Picture(#[from] pictures::PictureError),
    #[error(transparent)]
    Template(#[from] askama::Error),
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error("the handler panicked")]
    Panicked,
}

impl Error {
    /// The kind of transient error; `None` if retrying won't help.
    pub fn passing(&self) -> Option<Passing> {
        match self {
            Self::Db(error) => error.passing(),
            Self::Busy => Some(Passing::Busy),
            _ => None,
        }
    }

    /// A label for the failure metric.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Db(db::DbError::Pool(_)) => "pool",
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

impl From<UserRefused> for Error {
    fn from(refused: UserRefused) -> Self {
        match refused {
            UserRefused::Gone => Self::NotFound,
            UserRefused::Stale(_) | UserRefused::LastAdmin | UserRefused::Taken => Self::Conflict,
            UserRefused::Secret(error) => Self::Secret(error),
            UserRefused::Db(error) => Self::Db(error),
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
            Self::LongAddress => StatusCode::URI_TOO_LONG,
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

//! Forms as they come in, and what is wrong with them.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::{self, ServiceRequest};
use actix_web::http::header;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::DeserializeOwned;

use super::body::{fits, in_time};
use crate::error::Error;
use crate::forms::Pairs;

/// The most that any form may be, in bytes: that of a career with thousands of other names fits several times.
pub const LARGEST: usize = 1_048_576;

/// How long a form may take to come in.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many fields it may have, each of which is many times longer on the page that shows it again: three times as
/// many as the career with the most other names has.
const FIELDS: usize = 10_000;

/// The body of a posted form, at most `LIMIT` bytes. Its struct holds raw strings with `#[serde(default)]`:
/// what is missing is as good as empty, so that `check` has the word on it.
#[derive(Debug)]
pub struct Form<T, const LIMIT: usize = 65_536>(pub T);

impl<T: DeserializeOwned, const LIMIT: usize> FromRequest for Form<T, LIMIT> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let body = read(request, payload, LIMIT);
        Box::pin(
            async move { serde_html_form::from_bytes(&body.await?).map(Self).map_err(|_| Error::BadForm) },
        )
    }
}

/// The body of a form that was posted, in the request's extensions: what was typed, if it can't be stored.
#[derive(Debug)]
pub struct Posted(Bytes);

impl Posted {
    /// Reads the body of a form whose handler isn't reached, as long as any form may be. One that can't be read is
    /// left.
    pub async fn keep(request: &mut ServiceRequest) {
        let mut payload = request.take_payload();
        if read(request.request(), &mut payload, LARGEST).await.is_err() {
            tracing::debug!("there is no form to keep");
        }
    }

    /// The fields that came with a request and their values; none where nobody has read them.
    pub fn of(request: &HttpRequest) -> Option<Pairs> {
        let extensions = request.extensions();
        serde_html_form::from_bytes(&extensions.get::<Self>()?.0).ok()
    }
}

/// Reads a form's body, and keeps it with the request.
fn read(
    request: &HttpRequest,
    payload: &mut dev::Payload,
    limit: usize,
) -> impl Future<Output = Result<Bytes, Error>> + use<> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    let is_form = kind.is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded");
    let body = web::Payload::from_request(request, payload);
    let request = request.clone();
    async move {
        if !is_form {
            return Err(Error::BadForm);
        }
        fits(&request, limit)?;
        let body = body.await.map_err(|_| Error::BadForm)?;
        let reading = async {
            let bytes = body.to_bytes_limited(limit).await.map_err(|_| Error::TooLarge)?;
            let bytes = bytes.map_err(|_| Error::BadForm)?;
            if bytes.iter().filter(|byte| **byte == b'&').count() >= FIELDS {
                return Err(Error::TooLarge);
            }
            // It is there before anything is done with it that may fail.
            request.extensions_mut().insert(Posted(bytes.clone()));
            Ok(bytes)
        };
        in_time(&request, PATIENCE, reading).await
    }
}

/// What is wrong with a form, field by field, in the order of its fields. A message says what to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// Nothing is wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One thing is wrong.
    pub fn one(field: &str, message: impl Into<String>) -> Self {
        let mut errors = Self::new();
        errors.add(field, message);
        errors
    }

    /// Says what is wrong with a field, which is called by its element's id.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// What is wrong with a field, if anything is.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(wrong, _)| wrong == field).map(|(_, message)| message.as_str())
    }

    /// All fields with their messages.
    pub fn list(&self) -> &[(String, String)] {
        &self.0
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, if nothing is wrong.
    ///
    /// # Errors
    /// These.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

//! Form bodies and their errors.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::DeserializeOwned;

use super::{body, crowd};
use crate::error::Error;
use crate::forms::Pairs;

/// In bytes; several times the size of a career with thousands of alternate titles.
pub const LARGEST: usize = 1_048_576;

const PATIENCE: Duration = Duration::from_secs(20);

/// Limited because each field takes many times its size on the page that shows it again. Three times as many as the
/// career with the most alternate titles needs.
const FIELDS: usize = 10_000;

/// A posted form, at most `LIMIT` bytes. Its struct has raw strings with `#[serde(default)]`: a missing field is empty,
/// so that `check` reports it.
#[derive(Debug)]
pub struct Form<T, const LIMIT: usize = 65_536>(pub T);

impl<T: DeserializeOwned, const LIMIT: usize> FromRequest for Form<T, LIMIT> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read(request, payload, LIMIT);
        Box::pin(
            async move { serde_html_form::from_bytes(&body.await?).map(Self).map_err(|_| Error::BadForm) },
        )
    }
}

/// The posted body, in the request's extensions, to show the input again if it can't be stored.
#[derive(Debug)]
pub struct Posted(Bytes);

impl Posted {
    /// Reads the body of a form whose handler isn't called. Ignores a body that can't be read.
    pub async fn keep(request: &mut ServiceRequest) {
        let mut payload = request.take_payload();
        if read(request.request(), &mut payload, LARGEST).await.is_err() {
            tracing::debug!("the request has no readable form to keep");
        }
    }

    /// None if the body wasn't read.
    pub fn of(request: &HttpRequest) -> Option<Pairs> {
        let extensions = request.extensions();
        serde_html_form::from_bytes(&extensions.get::<Self>()?.0).ok()
    }
}

fn read(
    request: &HttpRequest,
    payload: &mut Payload,
    limit: usize,
) -> impl Future<Output = Result<Bytes, Error>> + use<> {
    let is_form = request.content_type() == "application/x-www-form-urlencoded";
    let body = body::read(request, payload, limit, PATIENCE);
    let request = request.clone();
    async move {
        if !is_form {
            return Err(Error::BadForm);
        }
        let bytes = body.await?;
        if bytes.iter().filter(|byte| **byte == b'&').count() >= FIELDS {
            return Err(Error::TooLarge);
        }
        // Kept before anything is done with it that may fail.
        request.extensions_mut().insert(Posted(bytes.clone()));
        crowd::enter(&request).await?;
        Ok(bytes)
    }
}

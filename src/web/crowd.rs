//! The in-flight limit: excess requests are refused immediately, before anything is read for them.

use std::sync::Arc;

use actix_web::dev::ServiceRequest;
use actix_web::{HttpMessage, HttpRequest};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{MiddlewareResult, Next, shared};
use crate::addresses::PROBES;
use crate::error::Error;

#[derive(Debug)]
pub struct Crowd(Arc<Semaphore>);

impl Crowd {
    pub fn new(places: usize) -> Self {
        Self(Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))))
    }
}

pub async fn admit(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let is_free = request.path().starts_with("/static/") || PROBES.contains(&request.path());
    if is_free {
        return next.call(request).await;
    }
    if let Err(error) = enter(request.request()) {
        return Ok(request.error_response(error));
    }
    let response = next.call(request).await?;
    // Only sending the response is left.
    leave(response.request());
    Ok(response)
}

/// Takes a slot, which the request holds until it is dropped, or fails if there is none.
pub fn enter(request: &HttpRequest) -> Result<(), Error> {
    let places = shared::<Crowd>(request).0.clone();
    let permit = places.try_acquire_owned().map_err(|_| Error::Busy)?;
    request.extensions_mut().insert(permit);
    Ok(())
}

/// Frees the slot while the request waits for its client.
pub fn leave(request: &HttpRequest) {
    request.extensions_mut().remove::<OwnedSemaphorePermit>();
}

//! The in-flight limit: excess requests are refused immediately, before anything is read for them.

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error as ActixError, HttpMessage, HttpRequest};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::addresses::PROBES;
use crate::error::Error;

#[derive(Debug)]
pub struct Crowd(Arc<Semaphore>);

/// A slot; freed on drop.
struct Slot {
    _permit: OwnedSemaphorePermit,
}

impl Crowd {
    pub fn new(places: usize) -> Self {
        Self(Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))))
    }
}

pub async fn admit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let is_free = request.path().starts_with("/static/") || PROBES.contains(&request.path());
    if is_free {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    if let Err(error) = enter(request.request()) {
        return Ok(request.error_response(error));
    }
    let response = next.call(request).await?.map_into_boxed_body();
    // Only sending the response is left.
    leave(response.request());
    Ok(response)
}

/// Takes a slot, or fails if there is none.
pub fn enter(request: &HttpRequest) -> Result<(), Error> {
    let Some(crowd) = request.app_data::<Data<Crowd>>() else { return Ok(()) };
    let permit = crowd.0.clone().try_acquire_owned().map_err(|_| Error::Busy)?;
    request.extensions_mut().insert(Slot { _permit: permit });
    Ok(())
}

/// Frees the slot while the request waits for its client.
pub fn leave(request: &HttpRequest) {
    request.extensions_mut().remove::<Slot>();
}

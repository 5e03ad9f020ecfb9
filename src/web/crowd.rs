//! The in-flight limit: excess requests are refused immediately, before anything is read for them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::dev::ServiceRequest;
use actix_web::{HttpMessage, HttpRequest};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::client::Client;
use super::{MiddlewareResult, Next, shared};
use crate::addresses::PROBES;
use crate::error::Error;

#[derive(Debug)]
pub struct Crowd {
    slots: Arc<Semaphore>,
    /// How many slots one client may hold: half of them, so that nobody shuts the others out.
    share: usize,
    held: Arc<Mutex<HashMap<Client, usize>>>,
}

impl Crowd {
    pub fn new(slots: usize) -> Self {
        let slots = slots.min(Semaphore::MAX_PERMITS);
        Self { slots: Arc::new(Semaphore::new(slots)), share: slots.div_ceil(2), held: Arc::default() }
    }

    fn slot(&self, client: Client) -> Result<Slot, Error> {
        let permit = self.slots.clone().try_acquire_owned().map_err(|_| Error::Busy)?;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let own = held.entry(client).or_default();
        if *own >= self.share {
            return Err(Error::TooOften { seconds: 1 });
        }
        *own += 1;
        Ok(Slot { _permit: permit, client, held: self.held.clone() })
    }
}

struct Slot {
    _permit: OwnedSemaphorePermit,
    client: Client,
    held: Arc<Mutex<HashMap<Client, usize>>>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match held.get_mut(&self.client) {
            Some(own) if *own > 1 => *own -= 1,
            _ => drop(held.remove(&self.client)),
        }
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

/// Takes a slot, which the request holds until it is dropped, or fails if there is none for its client.
pub fn enter(request: &HttpRequest) -> Result<(), Error> {
    let slot = shared::<Crowd>(request).slot(Client::of(request, shared(request)))?;
    request.extensions_mut().insert(slot);
    Ok(())
}

/// Frees the slot while the request waits for its client.
pub fn leave(request: &HttpRequest) {
    request.extensions_mut().remove::<Slot>();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_client_holds_half_of_the_slots_at_most() {
        let crowd = Crowd::new(5);
        let [greedy, other] = ["192.0.2.1", "192.0.2.2"].map(|address| Client::at(address.parse().ok()));
        let held: Vec<Slot> = (0..3).map(|_| crowd.slot(greedy).unwrap()).collect();
        assert!(matches!(crowd.slot(greedy), Err(Error::TooOften { .. })));
        let others = [crowd.slot(other).unwrap(), crowd.slot(other).unwrap()];
        assert!(matches!(crowd.slot(other), Err(Error::Busy)), "all slots are taken");
        drop(held);
        assert!(crowd.slot(greedy).is_ok() && crowd.held.lock().unwrap().len() == 1);
        drop(others);
        assert!(crowd.held.lock().unwrap().is_empty());
    }
}

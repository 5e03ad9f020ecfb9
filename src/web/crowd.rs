//! The in-flight limit: excess requests are refused immediately, before anything is read for them. Of one client's
//! requests, a few are worked on at a time, so that other clients never wait for all of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::dev::ServiceRequest;
use actix_web::rt::time::sleep;
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
    /// How many requests of one client are worked on at a time.
    turns: usize,
    held: Arc<Mutex<HashMap<Client, Held>>>,
}

/// Half of the database's connections.
const TURNS: usize = 4;

/// How long a client with its share of slots waits to be refused. A refusal takes a twentieth of a page's time.
const PAUSE: Duration = Duration::from_secs(1);

/// The slots that one client holds, and its turns.
#[derive(Debug)]
struct Held {
    slots: usize,
    turns: Arc<Semaphore>,
}

impl Crowd {
    pub fn new(slots: usize) -> Self {
        let share = slots.div_ceil(2);
        Self { slots: Arc::new(Semaphore::new(slots)), share, turns: TURNS, held: Arc::default() }
    }

    pub fn unlimited() -> Self {
        let slots = Arc::new(Semaphore::new(Semaphore::MAX_PERMITS));
        Self { slots, share: usize::MAX, turns: Semaphore::MAX_PERMITS, held: Arc::default() }
    }

    /// A slot whose turn has come. Fails at once if all are taken, and after a pause if the client has its share, so
    /// that it doesn't try again at once.
    async fn turn(&self, client: Client) -> Result<(Slot, OwnedSemaphorePermit), Error> {
        let slot = self.slot(client);
        if matches!(slot, Err(Error::TooOften { .. })) {
            sleep(PAUSE).await;
        }
        let (slot, turns) = slot?;
        let turn = turns.acquire_owned().await.map_err(|_| Error::Busy)?;
        Ok((slot, turn))
    }

    fn slot(&self, client: Client) -> Result<(Slot, Arc<Semaphore>), Error> {
        let permit = self.slots.clone().try_acquire_owned().map_err(|_| Error::Busy)?;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Held { slots: 0, turns: Arc::new(Semaphore::new(self.turns)) };
        let own = held.entry(client).or_insert_with(new);
        if own.slots >= self.share {
            return Err(Error::TooOften { seconds: 1 });
        }
        own.slots += 1;
        Ok((Slot { _permit: permit, client, held: self.held.clone() }, own.turns.clone()))
    }
}

struct Slot {
    _permit: OwnedSemaphorePermit,
    client: Client,
    held: Arc<Mutex<HashMap<Client, Held>>>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match held.get_mut(&self.client) {
            Some(own) if own.slots > 1 => own.slots -= 1,
            _ => drop(held.remove(&self.client)),
        }
    }
}

pub async fn admit(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let is_free = request.path().starts_with("/static/") || PROBES.contains(&request.path());
    if is_free {
        return next.call(request).await;
    }
    if let Err(error) = enter(request.request()).await {
        return Ok(request.error_response(error));
    }
    let response = next.call(request).await?;
    // Only sending the response is left.
    leave(response.request());
    Ok(response)
}

/// Takes a slot and waits for its turn among the client's requests. The request holds both until it is dropped. Fails
/// if there is no slot for the client.
pub async fn enter(request: &HttpRequest) -> Result<(), Error> {
    let entered = shared::<Crowd>(request).turn(Client::of(request, shared(request))).await?;
    request.extensions_mut().insert(Entered { _held: entered });
    Ok(())
}

/// Frees the slot while the request waits for its client.
pub fn leave(request: &HttpRequest) {
    request.extensions_mut().remove::<Entered>();
}

struct Entered {
    _held: (Slot, OwnedSemaphorePermit),
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn clients() -> [Client; 2] {
        ["192.0.2.1", "192.0.2.2"].map(|address| Client::at(address.parse().ok()))
    }

    #[test]
    fn one_client_holds_half_of_the_slots_at_most() {
        let (crowd, [greedy, other]) = (Crowd::new(5), clients());
        let held: Vec<_> = (0..3).map(|_| crowd.slot(greedy).unwrap()).collect();
        assert!(matches!(crowd.slot(greedy), Err(Error::TooOften { .. })));
        let others = [crowd.slot(other).unwrap(), crowd.slot(other).unwrap()];
        assert!(matches!(crowd.slot(other), Err(Error::Busy)), "all slots are taken");
        drop(held);
        assert!(crowd.slot(greedy).is_ok() && crowd.held.lock().unwrap().len() == 1);
        drop(others);
        assert!(crowd.held.lock().unwrap().is_empty());
    }

    #[test]
    fn one_client_waits_for_its_own_requests_only() {
        let (crowd, [greedy, other]) = (Crowd::new(100), clients());
        let turn = |client| crowd.turn(client).now_or_never().map(Result::unwrap);
        let mut held: Vec<_> = (0..TURNS).map(|_| turn(greedy).unwrap()).collect();
        assert!(turn(greedy).is_none() && turn(other).is_some());
        held.pop();
        assert!(turn(greedy).is_some(), "the next one’s turn has come");
        held.clear();
        assert!(crowd.held.lock().unwrap().is_empty());
    }
}

//! The rate limit on expensive pages.

use std::time::Duration;

use actix_web::dev::ServiceRequest;
use quick_cache::sync::{Cache, EntryAction, EntryResult};

use super::client::Client;
use super::{MiddlewareResult, Next, shared};
use crate::clock::Clock;
use crate::error::Error;

/// How many seconds' worth of requests a client may send at once: for someone typing a search, or a classroom that
/// shares an address.
pub const BURST: u32 = 10;

/// With more clients, the least active ones are forgotten.
const CLIENTS: usize = 65_536;

/// A leaky bucket for each client: a request adds `cost`, an expensive one a multiple of it, and time drains it.
#[derive(Debug)]
pub struct RateLimit {
    /// Zero means no limit.
    cost: Duration,
    /// When each client's bucket will be empty, by the clock's monotonic time.
    empty_at: Cache<Client, Duration>,
    clock: Clock,
}

impl RateLimit {
    /// Allows `per_second` requests per client, and [`BURST`] times as many at once; 0 means no limit.
    pub fn new(per_second: u32, clock: Clock) -> Self {
        let cost = Duration::from_secs(1).checked_div(per_second).unwrap_or_default();
        Self { cost, empty_at: Cache::new(CLIENTS), clock }
    }

    /// Counts a request as `count` requests; the error says how long to wait. A refused request doesn't count.
    pub fn pass(&self, client: Client, count: u32) -> Result<(), Error> {
        if self.cost.is_zero() {
            return Ok(());
        }
        let cost = self.cost * count;
        let now = self.clock.passed();
        let fill = |empty_at: &mut Duration| {
            let filled = now.max(*empty_at) + cost;
            let wait = filled.saturating_sub(now + Duration::from_secs(BURST.into()));
            if wait.is_zero() {
                *empty_at = filled;
                return Ok(());
            }
            Err(Error::TooOften { seconds: wait.as_secs_f64().ceil() as u64 })
        };
        match self.empty_at.entry(&client, None, |_, empty_at| EntryAction::Retain(fill(empty_at))) {
            EntryResult::Retained(passed) => passed,
            EntryResult::Vacant(place) => {
                place.insert(now + cost).ok();
                Ok(())
            }
            // The callback never removes or replaces entries, and there is no timeout.
            EntryResult::Removed(..) | EntryResult::Replaced(..) | EntryResult::Timeout => unreachable!(),
        }
    }
}

/// Counts requests as `count` requests.
pub async fn limited(count: u32, request: ServiceRequest, next: Next) -> MiddlewareResult {
    let client = Client::of(request.request(), shared(request.request()));
    match shared::<RateLimit>(request.request()).pass(client, count) {
        Ok(()) => next.call(request).await,
        Err(error) => Ok(request.error_response(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(n: u32) -> Client {
        Client::at(Some(std::net::Ipv4Addr::from(n).into()))
    }

    #[test]
    fn a_burst_passes_then_so_many_a_second() {
        let clock = Clock::default();
        let limit = RateLimit::new(1_000, clock.clone());
        // The real clock keeps running, but this many requests take far less than the second that would matter.
        let passed = (0..100_000).take_while(|_| limit.pass(client(1), 1).is_ok()).count();
        assert!((10_000..100_000).contains(&passed), "{passed}");
        assert!(limit.pass(client(2), 1).is_ok(), "others aren’t affected");
        let passed = (0..100_000).take_while(|_| limit.pass(client(3), 10).is_ok()).count();
        assert!((1_000..10_000).contains(&passed), "{passed}");
        clock.advance(1);
        let again = (0..100_000).take_while(|_| limit.pass(client(1), 1).is_ok()).count();
        assert!(again >= 1_000, "{again}");
    }

    #[test]
    fn many_clients_take_no_more_memory_and_dont_free_one_that_asks_on() {
        let limit = RateLimit { empty_at: Cache::new(1_000), ..RateLimit::new(1, Clock::default()) };
        for n in 1..100_000 {
            assert!(limit.pass(client(n), 1).is_ok());
            if n > 10 {
                assert_eq!(limit.empty_at.peek(&client(0)).is_some(), n > 11, "{n}");
                limit.pass(client(0), 1).ok();
            }
        }
        assert!(limit.empty_at.len() <= 1_000, "{}", limit.empty_at.len());
    }
}

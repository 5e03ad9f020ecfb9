//! The rate limit on expensive pages.

use std::fmt;
use std::num::NonZero;
use std::time::Duration;

use actix_web::Error as ActixError;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota, RateLimiter};
use quick_cache::sync::{Cache, EntryAction, EntryResult};

use super::client::Client;
use crate::clock::Clock;
use crate::error::Error;
use crate::site::Site;

/// How many seconds' worth of requests a client may send at once: for someone typing a search, or a classroom that
/// shares an address.
pub const BURST: u32 = 10;

/// With more clients, the least active ones are forgotten.
const CLIENTS: usize = 65_536;

pub struct RateLimit(Option<RateLimiter<Client, RateCounts, Clock, NoOpMiddleware<Duration>>>);

impl RateLimit {
    /// Allows `per_second` requests per client, and [`BURST`] times as many at once; 0 means no limit.
    pub fn new(per_second: u32, clock: Clock) -> Self {
        let quota = NonZero::new(per_second).zip(NonZero::new(per_second.saturating_mul(BURST)));
        let quota = quota.map(|(rate, burst)| Quota::per_second(rate).allow_burst(burst));
        Self(quota.map(|quota| RateLimiter::new(quota, RateCounts(Cache::new(CLIENTS)), clock)))
    }

    /// Counts a request; the error says how long to wait.
    fn pass(&self, client: Client) -> Result<(), Error> {
        let Some(limiter) = &self.0 else { return Ok(()) };
        limiter.check_key(&client).map_err(|until| {
            let wait = until.wait_time_from(limiter.clock().passed());
            Error::TooOften { seconds: wait.as_secs_f64().ceil().max(1.0) as u64 }
        })
    }
}

impl fmt::Debug for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RateLimit({})", if self.0.is_some() { "on" } else { "off" })
    }
}

/// When each client may send again, for at most [`CLIENTS`] clients.
struct RateCounts(Cache<Client, Nanos>);

impl StateStore for RateCounts {
    type Key = Client;

    fn measure_and_replace<T, F, E>(&self, client: &Client, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let known = |_: &Client, until: &mut Nanos| {
            EntryAction::Retain(measure(Some(*until)).map(|(value, later)| {
                *until = later;
                value
            }))
        };
        match self.0.entry(client, None, known) {
            EntryResult::Retained(measured) => measured,
            EntryResult::Vacant(place) => measure(None).map(|(value, until)| {
                place.insert(until).ok();
                value
            }),
            // The callback never removes or replaces entries, and there is no timeout.
            EntryResult::Removed(..) | EntryResult::Replaced(..) | EntryResult::Timeout => unreachable!(),
        }
    }
}

impl governor::clock::Clock for Clock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.passed()
    }
}

pub async fn limited(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let shared = (request.app_data::<Data<RateLimit>>(), request.app_data::<Data<Site>>());
    if let (Some(limit), Some(site)) = shared
        && let Err(error) = limit.pass(Client::of(request.request(), site))
    {
        return Ok(request.error_response(error));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
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
        let passed = (0..100_000).take_while(|_| limit.pass(client(1)).is_ok()).count();
        assert!((10_000..100_000).contains(&passed), "{passed}");
        assert!(limit.pass(client(2)).is_ok(), "others aren’t affected");
        clock.advance(1);
        let again = (0..100_000).take_while(|_| limit.pass(client(1)).is_ok()).count();
        assert!(again >= 1_000, "{again}");
    }

    #[test]
    fn it_says_how_long_to_wait() {
        let limit = RateLimit::new(1, Clock::default());
        assert!((0..BURST).all(|_| limit.pass(client(1)).is_ok()));
        assert!(matches!(limit.pass(client(1)), Err(Error::TooOften { seconds: 1 })));
        assert!((0..1_000).all(|_| RateLimit::new(0, Clock::default()).pass(client(1)).is_ok()), "off");
    }

    #[test]
    fn many_clients_take_no_more_memory_and_dont_free_one_that_asks_on() {
        let counts = RateCounts(Cache::new(1_000));
        let count = |n: u32| {
            counts.measure_and_replace(&client(n), |until| {
                let next = until.map_or(1, Nanos::as_u64) + 1;
                Ok::<_, ()>((until.is_some(), Nanos::new(next)))
            })
        };
        for n in 1..100_000 {
            count(n).unwrap();
            if n > 10 {
                assert_eq!(count(0).is_ok_and(|known| known), n > 11, "{n}");
            }
        }
        assert!(counts.0.len() <= 1_000, "{}", counts.0.len());
    }
}

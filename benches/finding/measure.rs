//! Measures how long the requests of a class take.

use std::time::{Duration, Instant};

use actix_web::test::TestRequest;

use super::classes::Class;
use super::inside::measured::{Measured, summed_up};
use super::inside::site::Site;

/// Requests sent before measuring, to open connections and fill caches.
const WARM_UP: usize = 10;

/// Sends the requests of a class one after the other, in whole rounds until the time is up.
///
/// # Errors
/// Names the first address that doesn't answer 200.
pub async fn class(site: &Site, class: &Class, time: Duration) -> Result<Measured, String> {
    for request in class.requests.iter().take(WARM_UP) {
        site.send(TestRequest::with_uri(request)).await;
    }
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); class.requests.len()];
    let started = Instant::now();
    let mut round = 0;
    while round == 0 || started.elapsed() < time {
        for (request, times) in class.requests.iter().zip(&mut times) {
            let answer = site.send(TestRequest::with_uri(request)).await;
            if answer.status != 200 {
                return Err(format!("{request} of “{}” answers {}", class.name, answer.status));
            }
            times.push(answer.took);
        }
        round += 1;
    }
    Ok(summed_up(&class.requests, times))
}

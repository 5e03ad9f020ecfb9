//! One class measured: how long its requests take.

use std::time::{Duration, Instant};

use super::classes::Class;
use super::site::Site;

/// How many requests go before, so that connections stand and caches have seen something.
const WARM_UP: usize = 10;

/// What was measured of a class.
pub struct Measured {
    pub p50: Duration,
    pub p99: Duration,
    pub most: Duration,
    /// How many requests were sent.
    pub sent: usize,
    /// The address that took longest, by the median of its own times, with that median.
    pub slowest: (String, Duration),
}

/// Sends the requests of a class one after the other, all of them once and again until the time is up.
///
/// # Errors
/// Names the first address that doesn't answer 200.
pub async fn class(site: &Site, class: &Class, time: Duration) -> Result<Measured, String> {
    for request in class.requests.iter().take(WARM_UP) {
        site.get(request).await;
    }
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); class.requests.len()];
    let started = Instant::now();
    let mut round = 0;
    while round == 0 || started.elapsed() < time {
        for (request, times) in class.requests.iter().zip(&mut times) {
            let answer = site.get(request).await;
            if answer.status != 200 {
                return Err(format!("{} answers {request}, of “{}”", answer.status, class.name));
            }
            times.push(answer.took);
        }
        round += 1;
    }
    Ok(summed_up(class, times))
}

fn summed_up(class: &Class, mut times: Vec<Vec<Duration>>) -> Measured {
    let mut all = times.concat();
    all.sort();
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        percentile(times, 50)
    };
    let medians = times.iter_mut().map(median);
    let slowest = medians.zip(&class.requests).max().unwrap();
    Measured {
        p50: percentile(&all, 50),
        p99: percentile(&all, 99),
        most: percentile(&all, 100),
        sent: all.len(),
        slowest: (slowest.1.clone(), slowest.0),
    }
}

/// The time that so many per cent of sorted times don't exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1]
}

//! Statistics of how long requests took.

use std::time::Duration;

use crate::shared::percentile::percentile;

pub struct Measured {
    pub p50: Duration,
    pub p99: Duration,
    pub most: Duration,
    pub sent: usize,
    /// The address with the longest median time, and that median.
    pub slowest: (String, Duration),
}

/// `times` has a list for each of the `requests`.
pub fn summed_up(requests: &[String], mut times: Vec<Vec<Duration>>) -> Measured {
    let mut all = times.concat();
    all.sort();
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        percentile(times, 50)
    };
    let medians = times.iter_mut().map(median);
    let slowest = medians.zip(requests).max().unwrap();
    Measured {
        p50: percentile(&all, 50),
        p99: percentile(&all, 99),
        most: percentile(&all, 100),
        sent: all.len(),
        slowest: (slowest.1.clone(), slowest.0),
    }
}

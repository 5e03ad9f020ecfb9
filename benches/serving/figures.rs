//! What a row of the table measures.

use std::time::Duration;

use super::shared::percentile::percentile;

/// The figures of one round, or the medians of all rounds.
#[derive(Clone, Copy)]
pub struct Figures {
    /// The server's processor time per request, in µs.
    pub cpu: f64,
    /// Requests per second.
    pub rate: f64,
    /// In milliseconds.
    pub p50: f64,
    /// In milliseconds.
    pub p99: f64,
    /// Bytes per response, including the head.
    pub bytes: f64,
    /// How much of the time the server worked, in percent. Far below 100, the load was the bottleneck.
    pub busy: f64,
}

impl Figures {
    /// The figures of one round that took the time `took`. `bytes` is the total of all responses.
    pub fn of(mut times: Vec<Duration>, bytes: usize, cpu: Duration, took: Duration) -> Self {
        times.sort_unstable();
        let requests = times.len() as f64;
        let milliseconds = |percent| percentile(&times, percent).as_secs_f64() * 1e3;
        Self {
            cpu: cpu.as_secs_f64() * 1e6 / requests,
            rate: requests / took.as_secs_f64(),
            p50: milliseconds(50),
            p99: milliseconds(99),
            bytes: bytes as f64 / requests,
            busy: 100.0 * cpu.as_secs_f64() / took.as_secs_f64(),
        }
    }

    /// None without a round.
    pub fn medians(rounds: &[Self]) -> Option<Self> {
        let of = |figure: fn(&Self) -> f64| median(rounds.iter().map(figure).collect());
        Some(Self {
            cpu: of(|round| round.cpu)?,
            rate: of(|round| round.rate)?,
            p50: of(|round| round.p50)?,
            p99: of(|round| round.p99)?,
            bytes: of(|round| round.bytes)?,
            busy: of(|round| round.busy)?,
        })
    }
}

/// With an even number of values, the greater of the two in the middle.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

//! What was measured of a row, in a few numbers.

use std::time::Duration;

use super::shared::percentile::percentile;

/// What one round measured, or the medians of all.
#[derive(Clone, Copy)]
pub struct Figures {
    /// The server's processor time for a request, in µs.
    pub cpu: f64,
    /// Requests a second.
    pub rate: f64,
    /// Half of the answers took at most so many milliseconds,
    pub p50: f64,
    /// and all but one of a hundred at most so many.
    pub p99: f64,
    /// The bytes of an answer, its head included.
    pub bytes: f64,
    /// How much of the time the server worked, in per cent: far from 100, the load was what slowed it.
    pub busy: f64,
}

impl Figures {
    /// Those of a round that took so long.
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

    /// The median of each over all rounds; none without a round.
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

/// The middle one, of two the greater.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

//! Percentiles.

use std::time::Duration;

/// The time that so many per cent of sorted times don't exceed.
pub fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1]
}

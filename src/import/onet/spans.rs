//! Lengths of time as buckets: the experience that employers ask for, and training on the job.

use super::table::Dated;
use super::training::{Answers, Scale, TrainingShare, weights};
use crate::profile::Bucket;
use crate::profile::percent::largest_remainder;

/// A length of time: from and up to, in months.
pub type Span = (u16, Option<u16>);

/// The eleven answers become five buckets, which are about equally full over all occupations: the bucket of each answer,
/// and the span of each bucket. "Over 1 year, up to and including 2 years" is 12 to 24.
pub const EXPERIENCE: [usize; 11] = [0, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4];
pub const EXPERIENCE_SPANS: [Span; 5] =
    [(0, Some(0)), (0, Some(12)), (12, Some(24)), (24, Some(48)), (48, None)];

/// The same for training on the job. The first of the nine answers is "None or short demonstration".
pub const ON_THE_JOB: [usize; 9] = [0, 1, 2, 2, 3, 4, 4, 4, 4];
pub const ON_THE_JOB_SPANS: [Span; 5] = [(0, Some(0)), (0, Some(1)), (1, Some(6)), (6, Some(12)), (12, None)];

impl Answers {
    /// The distribution of the answers to a question. `places` gives the span of each answer.
    pub fn buckets(&self, scale: Scale, places: &[usize], spans: &[Span]) -> Dated<Vec<Bucket>> {
        let shares = self.shares.get(&scale);
        shares.map_or_else(Dated::default, |shares| shares.map(|shares| buckets(shares, places, spans)))
    }
}

fn buckets(shares: &[TrainingShare], places: &[usize], spans: &[Span]) -> Vec<Bucket> {
    let weights = weights(shares, spans.len(), |category| places[category]);
    weights.map_or_else(Vec::new, |weights| distribution(spans, &weights))
}

/// Buckets in hundredths of a percent that sum to 100%. Empty if all weights are zero.
pub fn distribution(spans: &[Span], weights: &[f64]) -> Vec<Bucket> {
    let hundredths = largest_remainder(weights, 10_000);
    if hundredths.iter().all(|share| *share == 0) {
        return Vec::new();
    }
    let bucket = |(&(from_months, to_months), hundredths): (&Span, u32)| Bucket {
        from_months,
        to_months,
        percent: f64::from(hundredths) / 100.0,
    };
    spans.iter().zip(hundredths).map(bucket).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_become_five_buckets_of_exactly_a_hundred() {
        let of = |shares: &[(usize, f64, bool)]| {
            let share = |&(number, percent, suppressed): &(usize, f64, bool)| TrainingShare {
                category: number - 1,
                percent,
                suppressed,
            };
            let shares: Vec<TrainingShare> = shares.iter().map(share).collect();
            let buckets = buckets(&shares, &EXPERIENCE, &EXPERIENCE_SPANS);
            buckets.iter().map(|bucket| bucket.percent).collect::<Vec<_>>()
        };
        let thirds = of(&[(1, 33.33, false), (7, 33.33, true), (8, 11.11, false), (11, 22.22, false)]);
        assert_eq!(thirds, [33.34, 0.0, 0.0, 33.33, 33.33]);
        assert_eq!(of(&[(2, 10.0, false), (5, 30.0, false), (6, 60.0, false)]), [0.0, 40.0, 60.0, 0.0, 0.0]);
        assert_eq!(of(&[(1, 60.0, true), (2, 40.0, false)]), [0.0; 0], "mostly uncertain");
        assert_eq!(of(&[(1, 0.0, false)]), [0.0; 0]);
        assert_eq!(of(&[]), [0.0; 0]);
    }
}

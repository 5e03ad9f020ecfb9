//! Rounds percentages so that they add up to 100.

/// Distributes `total` in proportion to `weights` by the largest-remainder (Hamilton) method: rounds each share down,
/// then adds 1 to the shares with the largest fractions, the earlier one on a tie. The shares add up to `total`, or are
/// all zero if the weights are.
pub fn largest_remainder(weights: &[f64], total: u32) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 || !sum.is_finite() {
        return vec![0; weights.len()];
    }
    let quotas: Vec<f64> = weights.iter().map(|weight| weight / sum * f64::from(total)).collect();
    let mut shares: Vec<u32> = quotas.iter().map(|quota| quota.floor() as u32).collect();
    let left = total.saturating_sub(shares.iter().sum());
    let mut by_fraction: Vec<usize> = (0..quotas.len()).collect();
    by_fraction.sort_by(|&a, &b| quotas[b].fract().total_cmp(&quotas[a].fract()).then(a.cmp(&b)));
    for &i in by_fraction.iter().cycle().take(left as usize) {
        shares[i] += 1;
    }
    shares
}

/// The index of the largest share; ties go to the share that contains the median, or else to the first. None if all
/// shares are zero.
pub fn fullest(weights: &[f64]) -> Option<usize> {
    let most = weights.iter().copied().max_by(f64::total_cmp).filter(|most| *most > 0.0)?;
    let half = weights.iter().sum::<f64>() / 2.0;
    let mut below = 0.0;
    let median = weights.iter().position(|weight| {
        below += weight;
        below >= half
    });
    median
        .filter(|place| weights[*place] == most)
        .or_else(|| weights.iter().position(|weight| *weight == most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thirds_sum_to_a_hundred() {
        assert_eq!(largest_remainder(&[1.0, 1.0, 1.0], 100), [34, 33, 33]);
        assert_eq!(largest_remainder(&[5.0, 73.0, 14.0, 8.0], 100), [5, 73, 14, 8]);
        assert_eq!(largest_remainder(&[0.0, 0.0], 100), [0, 0]);
        assert_eq!(largest_remainder(&[], 100), [] as [u32; 0]);
    }

    proptest! {
        #[test]
        fn percentages_sum_to_a_hundred(counts in prop::collection::vec(0_u32..100_000, 1..20)) {
            let weights: Vec<f64> = counts.iter().map(|&count| f64::from(count)).collect();
            let shares = largest_remainder(&weights, 100);
            let expected = if counts.iter().all(|&count| count == 0) { 0 } else { 100 };
            prop_assert_eq!(shares.iter().sum::<u32>(), expected);
            for (share, weight) in shares.iter().zip(&weights) {
                let quota = weight / weights.iter().sum::<f64>().max(1.0) * 100.0;
                prop_assert!((f64::from(*share) - quota).abs() < 1.0 + 1e-9);
            }
        }
    }
}

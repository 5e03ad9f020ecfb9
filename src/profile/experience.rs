//! Distributions of lengths of time, such as years of experience, in buckets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::percent::largest_remainder;

/// One bucket of a distribution. Each source has its own buckets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    /// The lower end, in months.
    pub from_months: u16,
    /// The upper end, in months; leave it out for an open-ended bucket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_months: Option<u16>,
    /// The share of people in this bucket, in percent. All buckets add up to 100.
    #[schemars(range(min = 0, max = 100))]
    pub percent: f64,
}

impl Bucket {
    /// In years if the bounds are whole years: `2–4 years`, `8+ years`, `3–6 months`, `None`.
    pub fn label(&self) -> String {
        let years = |months: u16| months.is_multiple_of(12).then_some(months / 12);
        match (self.from_months, self.to_months) {
            (0, Some(0)) => "None".into(),
            (0, Some(1)) => "Up to 1 month".into(),
            (0, Some(11)) => "Under 1 year".into(),
            (from, None) => match years(from) {
                Some(years) => format!("{years}+ years"),
                None => format!("{from}+ months"),
            },
            (from, Some(to)) => match (years(from), years(to)) {
                (Some(from), Some(to)) => format!("{from}–{to} years"),
                _ => format!("{from}–{to} months"),
            },
        }
    }
}

/// The bucket that holds the median person. None if all shares are zero.
pub fn typical(buckets: &[Bucket]) -> Option<&Bucket> {
    let half = buckets.iter().map(|bucket| bucket.percent).sum::<f64>() / 2.0;
    let mut below = 0.0;
    let holds = |bucket: &&Bucket| {
        below += bucket.percent;
        below >= half && half > 0.0
    };
    buckets.iter().find(holds)
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    /// In whole percent, `73%` or `<1%`.
    pub share: String,
    /// In percent of a full bar, at least 1 for a share above zero.
    pub length: u32,
}

/// The largest share, in percent.
pub fn most(buckets: &[Bucket]) -> f64 {
    buckets.iter().map(|bucket| bucket.percent).fold(0.0, f64::max)
}

/// The printed shares add up to 100%. A full bar stands for `most`.
pub fn bars(buckets: &[Bucket], most: f64) -> Vec<Bar> {
    shares(buckets.iter().map(|bucket| (bucket.label(), bucket.percent)), most)
}

/// Shares in percent with their labels, as bars. The printed shares add up to the rounded sum of all.
pub fn shares(rows: impl IntoIterator<Item = (String, f64)>, most: f64) -> Vec<Bar> {
    let (labels, weights): (Vec<String>, Vec<f64>) = rows.into_iter().unzip();
    let rounded = largest_remainder(&weights, weights.iter().sum::<f64>().round() as u32);
    let bar = |((label, share), percent): ((String, u32), f64)| Bar {
        label,
        share: match share {
            0 if percent > 0.0 => "<1%".into(),
            _ => format!("{share}%"),
        },
        length: if most > 0.0 { (percent / most * 100.0).ceil() as u32 } else { 0 },
    };
    labels.into_iter().zip(rounded).zip(weights).map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buckets(rows: &[(u16, Option<u16>, f64)]) -> Vec<Bucket> {
        let bucket = |&(from_months, to_months, percent)| Bucket { from_months, to_months, percent };
        rows.iter().map(bucket).collect()
    }

    #[test]
    fn labels_are_years_where_they_can_be() {
        let rows = buckets(&[
            (0, Some(12), 5.0),
            (24, Some(48), 73.0),
            (96, None, 8.0),
            (3, Some(6), 1.0),
            (0, Some(0), 1.0),
            (0, Some(1), 1.0),
            (0, Some(11), 1.0),
        ]);
        let labels: Vec<_> = rows.iter().map(Bucket::label).collect();
        assert_eq!(
            labels,
            ["0–1 years", "2–4 years", "8+ years", "3–6 months", "None", "Up to 1 month", "Under 1 year"]
        );
    }

    #[test]
    fn the_typical_bucket_holds_the_median() {
        let plain = buckets(&[(0, Some(12), 5.0), (24, Some(48), 73.0), (60, Some(84), 22.0)]);
        assert_eq!(typical(&plain).unwrap().label(), "2–4 years");
        let apart = buckets(&[(0, Some(12), 41.0), (24, Some(48), 18.0), (60, Some(84), 41.0)]);
        assert_eq!(typical(&apart).unwrap().label(), "2–4 years", "though it is the smallest");
        assert_eq!(typical(&[]), None);
        assert_eq!(typical(&buckets(&[(0, None, 0.0)])), None);
    }

    #[test]
    fn bars_are_measured_by_the_longest() {
        let none = (12, Some(24), 0.0);
        let buckets = buckets(&[(0, Some(12), 0.2), none, (24, Some(48), 74.8), (60, None, 25.0)]);
        let rows = bars(&buckets, most(&buckets));
        assert_eq!(rows.iter().map(|bar| bar.length).collect::<Vec<_>>(), [1, 0, 100, 34]);
        assert_eq!(
            rows.iter().map(|bar| bar.share.as_str()).collect::<Vec<_>>(),
            ["<1%", "0%", "75%", "25%"]
        );
    }
}

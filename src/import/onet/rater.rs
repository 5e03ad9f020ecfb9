//! Who or what rated an occupation.

use super::table::Dated;

/// Named by the column "Domain Source".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rater {
    /// People in the occupation, or analysts.
    #[default]
    People,
    /// Estimated from the occupation's description.
    MachineLearning,
    /// AI and experts.
    Ai,
}

impl Rater {
    pub const ALL: [Self; 3] = [Self::People, Self::MachineLearning, Self::Ai];

    pub fn from(domain_source: &str) -> Self {
        match domain_source {
            source if source.starts_with("AI") => Self::Ai,
            "Machine Learning" => Self::MachineLearning,
            _ => Self::People,
        }
    }
}

/// Ratings of an occupation, all by the same rater.
#[derive(Debug)]
pub struct Ratings<T> {
    pub all: Dated<Vec<T>>,
    pub rater: Rater,
}

impl<T> Default for Ratings<T> {
    fn default() -> Self {
        Self { all: Dated::default(), rater: Rater::default() }
    }
}

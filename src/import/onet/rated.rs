//! How O*NET got the ratings of an occupation.

use super::table::Dated;

/// Named by the column "Domain Source".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rated {
    /// People in the occupation, or analysts.
    #[default]
    ByPeople,
    /// Estimated from the occupation's description.
    ByMachineLearning,
    /// By AI, with experts who check.
    ByAi,
}

impl Rated {
    pub const ALL: [Self; 3] = [Self::ByPeople, Self::ByMachineLearning, Self::ByAi];

    pub fn from(domain_source: &str) -> Self {
        match domain_source {
            source if source.starts_with("AI") => Self::ByAi,
            "Machine Learning" => Self::ByMachineLearning,
            _ => Self::ByPeople,
        }
    }
}

/// Ratings of an occupation, all by the same method.
#[derive(Debug)]
pub struct Ratings<T> {
    pub all: Dated<Vec<T>>,
    pub rated: Rated,
}

impl<T> Default for Ratings<T> {
    fn default() -> Self {
        Self { all: Dated::default(), rated: Rated::default() }
    }
}

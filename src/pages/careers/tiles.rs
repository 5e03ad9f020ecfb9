//! The five tiles, and lists of which a part is folded away, as profiles and comparisons show them.

use crate::profile::Profile;
use crate::profile::experience::fullest;

/// A bulleted list and the part of it that is folded away.
pub struct Bullets {
    /// What stands open.
    pub first: Vec<String>,
    /// What is folded away.
    pub rest: Vec<String>,
}

/// The values of the five tiles; none is unknown.
pub struct Tiles {
    /// The typical level.
    pub education: Option<&'static str>,
    /// A rating.
    pub work_life_balance: Option<String>,
    /// Short money.
    pub total_pay: Option<String>,
    /// A rating.
    pub career_opportunity: Option<String>,
    /// The fullest bucket.
    pub experience: Option<String>,
}

impl Bullets {
    /// Folds away all but the first so many.
    pub fn of(mut all: Vec<String>, open: usize) -> Self {
        let rest = all.split_off(all.len().min(open));
        Self { first: all, rest }
    }
}

impl Tiles {
    /// The tiles of a profile.
    pub fn of(profile: &Profile) -> Self {
        let rating = |rating: Option<f64>| rating.map(|rating| format!("{rating:.1}"));
        Self {
            education: profile.education.map(|level| level.label()),
            work_life_balance: rating(profile.work_life_balance),
            total_pay: profile.headline_pay().and_then(|pay| pay.headline()).map(|money| money.short()),
            career_opportunity: rating(profile.career_opportunity),
            experience: fullest(&profile.experience).map(|bucket| bucket.phrase()),
        }
    }
}

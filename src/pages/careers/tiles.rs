//! The five tiles, and lists with a collapsed part, for profiles and comparisons.

use crate::profile::Profile;
use crate::profile::experience::fullest;

pub struct Bullets {
    pub first: Vec<String>,
    pub rest: Vec<String>,
}

/// None means unknown.
pub struct Tiles {
    pub education: Option<&'static str>,
    pub work_life_balance: Option<String>,
    pub total_pay: Option<String>,
    pub career_opportunity: Option<String>,
    pub experience: Option<String>,
}

impl Bullets {
    /// Shows `open` bullets and collapses the rest.
    pub fn of(mut all: Vec<String>, open: usize) -> Self {
        let rest = all.split_off(all.len().min(open));
        Self { first: all, rest }
    }
}

impl Tiles {
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

//! Key facts, for profiles and comparisons.

use super::sources::{Cited, SmallPrint, distinct};
use crate::profile::experience::typical;
use crate::profile::{Group, Profile};

/// A key fact.
pub struct Tile {
    pub label: String,
    /// None is unknown.
    pub text: Option<String>,
    /// Whether it is a rating out of 5.
    pub is_rating: bool,
}

/// The five facts that every page has, then those that are known.
pub fn tiles(profile: &Profile) -> Vec<Tile> {
    let text = |label: &str, text| Tile { label: label.into(), text, is_rating: false };
    let rating = |label: &str, rating: Option<f64>| Tile {
        label: label.into(),
        text: rating.map(|rating| format!("{rating:.1}")),
        is_rating: true,
    };
    let pay = profile.headline_pay().and_then(|pay| pay.headline());
    let employed = profile.number_employed.first();
    let employed = employed.map(|one| text(&format!("Number employed, {}", one.place), Some(one.text())));
    let always = [
        text("Education", profile.education.map(|level| level.label().into())),
        rating("Work/Life Balance", profile.work_life_balance),
        text("Total Pay", pay.map(|money| money.short())),
        rating("Career Opportunity", profile.career_opportunity),
        text("Avg. Experience", typical(&profile.experience).map(|bucket| bucket.label())),
    ];
    always.into_iter().chain(employed).collect()
}

impl Tile {
    /// `4.0 out of 5`.
    pub fn in_words(self) -> Option<(String, String)> {
        let text = self.text?;
        Some((self.label, if self.is_rating { text + " out of 5" } else { text }))
    }
}

/// The sources of the tiles, without duplicates.
pub fn tile_sources<'a>(
    profiles: impl IntoIterator<Item = &'a Profile>,
    small_print: &SmallPrint,
) -> Vec<Cited> {
    let of = |profile: &'a Profile| {
        let groups = small_print.cited(profile, &[Group::Education, Group::Ratings, Group::Experience]);
        let pay = profile.headline_pay().and_then(|pay| small_print.cite(&pay.source, pay.as_of));
        let employed = profile.number_employed.first();
        let employed = employed.and_then(|one| small_print.cite(&one.source, one.as_of));
        groups.chain(pay).chain(employed)
    };
    distinct(profiles.into_iter().flat_map(of))
}

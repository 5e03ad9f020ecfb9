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
    /// What the figure is shared with, if it is.
    pub counted_with: Option<String>,
}

/// The five facts that every page has.
pub fn tiles(profile: &Profile) -> [Tile; 5] {
    let text = |label: &str, text| Tile { label: label.into(), text, is_rating: false, counted_with: None };
    let rating = |label: &str, rating: Option<f64>| Tile {
        is_rating: true,
        ..text(label, rating.map(|rating| format!("{rating:.1}")))
    };
    let pay = profile.headline_pay();
    let (experience, years) = experience(profile);
    [
        text("Education", profile.education.map(|level| level.label().into())),
        rating("Work/Life Balance", profile.work_life_balance),
        Tile {
            counted_with: pay.and_then(|pay| pay.counted_with.clone()),
            ..text("Total Pay", pay.and_then(|pay| pay.headline()).map(|money| money.short()))
        },
        rating("Career Opportunity", profile.career_opportunity),
        text(experience, years),
    ]
}

/// The number of people in the career, where it is known.
pub fn employed(profile: &Profile) -> Option<Tile> {
    profile.number_employed.first().map(|one| Tile {
        label: format!("Number employed, {}", one.place),
        text: Some(one.text()),
        is_rating: false,
        counted_with: one.counted_with.clone(),
    })
}

/// The typical experience and whose it is: of the people in the career, or else what employers ask for.
pub fn experience(profile: &Profile) -> (&'static str, Option<String>) {
    match (typical(&profile.experience), typical(&profile.experience_asked)) {
        (None, Some(asked)) => ("Experience asked for", Some(asked.label())),
        (own, _) => ("Avg. Experience", own.map(|bucket| bucket.label())),
    }
}

impl Tile {
    /// The label and the fact: `4.0 out of 5`.
    pub fn in_words(self) -> Option<(String, String)> {
        let text = self.text? + if self.is_rating { " out of 5" } else { "" };
        let with = self.counted_with.map(|with| format!(" (counted together with {with})"));
        Some((self.label, text + &with.unwrap_or_default()))
    }
}

/// The sources of the tiles, without duplicates.
pub fn tile_sources<'a>(
    profiles: impl IntoIterator<Item = &'a Profile>,
    small_print: &SmallPrint,
) -> Vec<Cited> {
    let of = |profile: &'a Profile| {
        let experience = match profile.experience.is_empty() {
            true => Group::ExperienceAsked,
            false => Group::Experience,
        };
        let groups = small_print.of([profile], &[Group::Education, Group::Ratings, experience]);
        let groups = groups.into_iter().map(Cited::without_respondents);
        let pay = profile.headline_pay().and_then(|pay| small_print.cite(&pay.source, pay.as_of));
        groups.chain(pay)
    };
    distinct(profiles.into_iter().flat_map(of))
}

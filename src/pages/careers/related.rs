//! A profile's career path and related careers.

use std::collections::HashMap;

use crate::models::published::card::Card;
use crate::models::skill::Weights;
use crate::profile::money::Period;
use crate::profile::skill::{Overlap, SideBySide, Weighted};
use crate::profile::{Money, Profile, Slug};

pub struct Step {
    pub title: String,
    pub link: Option<Slug>,
    pub is_current: bool,
    pub pay: Option<String>,
}

pub struct Related {
    pub slug: Slug,
    pub title: String,
    pub pay: Option<String>,
    pub difference: Option<String>,
    pub overlap: Overlap,
    pub skills: SideBySide,
}

/// The steps of the career path; only the career itself if it has no path.
pub fn steps(profile: &Profile, cards: &HashMap<&str, &Card>) -> Vec<Step> {
    let step = |title: &str, career: Option<&Slug>, own_pay: Option<String>| {
        let card = career.and_then(|slug| cards.get(slug.as_str()));
        let is_current = career == Some(&profile.slug);
        let pay = card.and_then(|card| card.pay).map(|pay| pay.with_period()).or(own_pay);
        let link = card.filter(|_| !is_current).map(|card| card.slug.clone());
        Step { title: title.into(), link, is_current, pay }
    };
    match profile.path.as_slice() {
        [] => vec![step(&profile.title, Some(&profile.slug), None)],
        path => {
            let own_pay = |pay: Option<Money>| pay.map(|pay| pay.with_period());
            path.iter().map(|one| step(&one.title, one.career.as_ref(), own_pay(one.pay))).collect()
        }
    }
}

/// The related careers that are published, in order. `here` has the skills of the profile, which may be a draft.
pub fn related(
    profile: &Profile,
    id: i64,
    here: &[Weighted],
    cards: &HashMap<&str, &Card>,
    weights: &Weights,
) -> Vec<Related> {
    let pay = profile.headline_pay().and_then(|pay| pay.headline());
    let shown = |card: &&Card| Related {
        slug: card.slug.clone(),
        title: card.title.clone(),
        pay: card.pay.map(|pay| match pay.period {
            Period::Year => pay.full(),
            _ => pay.with_period(),
        }),
        difference: pay.zip(card.pay).and_then(|(pay, other)| Some(pay.difference(&other)?.in_words())),
        overlap: weights.overlap(id, card.id),
        skills: weights.side_by_side(here, card.id),
    };
    profile.related.iter().filter_map(|slug| cards.get(slug.as_str())).map(shown).collect()
}

//! The steps of a career path.

use super::show::ProfileContent;
use crate::models::published::card::Card;
use crate::profile::{PathStep, Slug};

pub struct CareerStep {
    pub title: String,
    pub link: Option<Slug>,
    pub is_current: bool,
    pub suggested: bool,
    pub pay: Option<String>,
    pub counted_with: Option<String>,
    /// The rest is known only of steps that are careers.
    pub education: Option<&'static str>,
    /// The most telling skills that the step asks for and the step before it doesn't.
    pub to_learn: Vec<String>,
}

/// How many skills to learn are named.
const NAMED: usize = 3;

impl ProfileContent {
    pub fn steps(&self) -> Vec<CareerStep> {
        let path = &self.profile.path;
        let cards: Vec<Option<&Card>> =
            path.iter().map(|step| step.career.as_ref().and_then(|slug| self.card(slug))).collect();
        let before = [None].into_iter().chain(cards.iter().copied());
        path.iter()
            .zip(&cards)
            .zip(before)
            .map(|((step, card), before)| self.step(step, *card, before))
            .collect()
    }

    fn step(&self, step: &PathStep, card: Option<&Card>, before: Option<&Card>) -> CareerStep {
        let is_current = step.career.as_ref() == Some(&self.profile.slug);
        let pay = card.and_then(|card| card.pay()).or(step.pay);
        let to_learn = card.zip(before).map(|(card, before)| {
            let skills = self.weights.side_by_side(self.weights.of(before.id), card.id);
            skills.missing.iter().take(NAMED).map(|skill| skill.name.clone()).collect()
        });
        CareerStep {
            title: step.title.clone(),
            link: card.filter(|_| !is_current).map(|card| card.slug.clone()),
            is_current,
            suggested: step.suggested,
            pay: pay.map(|pay| pay.with_period()),
            counted_with: card.and_then(Card::counted_with).map(str::to_owned),
            education: card.and_then(|card| card.education).map(|level| level.label()),
            to_learn: to_learn.unwrap_or_default(),
        }
    }
}

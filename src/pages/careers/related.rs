//! Careers compared with the one a page is about.

use std::borrow::Cow;

use super::show::ProfileContent;
use crate::models::published::card::Card;
use crate::models::skill::Weights;
use crate::profile::money::{Difference, Period};
use crate::profile::skill::{Overlap, SideBySide, Weighted};
use crate::profile::{Money, Slug};

/// A career that may come after the one a page is about.
pub struct OtherCareer {
    pub card: Card,
    /// Its pay minus the pay of the career that the page is about.
    pub difference: Option<Difference>,
    pub overlap: Overlap,
    pub skills: SideBySide,
}

impl OtherCareer {
    /// `pay` and the skills `here` are those of the career with this id; its profile may be a draft.
    pub fn new(card: Card, id: i64, pay: Option<Money>, here: &[Weighted], weights: &Weights) -> Self {
        Self {
            difference: pay.zip(card.pay()).and_then(|(pay, other)| pay.difference(&other)),
            overlap: weights.overlap(id, card.id),
            skills: weights.side_by_side(here, card.id),
            card,
        }
    }

    pub fn is_better_paid(&self) -> bool {
        self.difference.is_some_and(|difference| difference.amount > 0)
    }

    /// With the period unless it is a year.
    pub fn pay(&self) -> Option<String> {
        self.card.pay().map(|pay| if pay.period == Period::Year { pay.full() } else { pay.with_period() })
    }
}

impl ProfileContent {
    /// The related careers that are published, in order.
    pub fn related(&self) -> Vec<OtherCareer> {
        let pay = self.profile.headline_pay().and_then(|pay| pay.headline());
        let here: Cow<'_, [Weighted]> = match self.preview {
            None => self.weights.of(self.id).into(),
            Some(_) => self.weights.of_profile(&self.profile).into(),
        };
        let other = |card: &Card| OtherCareer::new(card.clone(), self.id, pay, &here, &self.weights);
        self.profile.related.iter().filter_map(|slug| self.card(slug).map(other)).collect()
    }

    pub(super) fn card(&self, slug: &Slug) -> Option<&Card> {
        self.cards.iter().find(|card| card.slug == *slug)
    }
}

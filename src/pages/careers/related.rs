//! Careers compared with the one a page is about.

use super::show::ProfileContent;
use crate::models::published::card::Card;
use crate::models::skill::Weights;
use crate::profile::money::{Difference, Period};
use crate::profile::skill::{Overlap, SideBySide, Weighted};
use crate::profile::{Pay, Slug};

/// A career that may come after the one a page is about.
pub struct OtherCareer {
    pub card: Card,
    pay_there: PayThere,
    pub overlap: Overlap,
    pub skills: SideBySide,
}

/// The pay of another career, compared with that of the career a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum PayThere {
    Unknown,
    Differs(Difference),
    /// A survey counts the two careers together, so that its figures say nothing about a difference.
    CountedTogether,
}

impl PayThere {
    fn of(here: Option<&Pay>, there: Option<&Pay>) -> Self {
        let Some((here, there)) = here.zip(there) else { return Self::Unknown };
        let is_shared = here.counted_with.is_some() || there.counted_with.is_some();
        let survey = |pay: &Pay| (pay.headline(), pay.source.clone(), pay.as_of);
        if is_shared && survey(here) == survey(there) {
            return Self::CountedTogether;
        }
        let difference =
            here.headline().zip(there.headline()).and_then(|(here, there)| here.difference(&there));
        difference.map_or(Self::Unknown, Self::Differs)
    }
}

impl OtherCareer {
    /// `pay` and `here` are those of the career that the page is about; its profile may be a draft.
    pub fn new(card: Card, pay: Option<&Pay>, here: &[Weighted], weights: &Weights) -> Self {
        Self {
            pay_there: PayThere::of(pay, card.headline_pay.as_ref()),
            overlap: weights.overlap(here, card.id),
            skills: weights.side_by_side(here, card.id),
            card,
        }
    }

    /// Its pay minus the pay of the career that the page is about; none if that is unknown or the two are counted
    /// together.
    pub fn difference(&self) -> Option<Difference> {
        match self.pay_there {
            PayThere::Differs(difference) => Some(difference),
            PayThere::CountedTogether | PayThere::Unknown => None,
        }
    }

    /// How much more it pays, in minor units; none if that is unknown.
    pub fn gain(&self) -> Option<i64> {
        match self.pay_there {
            PayThere::Differs(difference) => Some(difference.amount),
            PayThere::CountedTogether => Some(0),
            PayThere::Unknown => None,
        }
    }

    pub fn is_better_paid(&self) -> bool {
        self.gain().is_some_and(|gain| gain > 0)
    }

    /// Of what it asks for, the share that this career asks for too, from 0 to 1.
    pub fn known_share(&self) -> f64 {
        match self.overlap {
            Overlap::Shared { fraction, .. } => fraction,
            Overlap::Empty | Overlap::NotAvailable => 0.0,
        }
    }

    /// The career whose wages the survey counts together with its own, which may be the page's, titled `title`.
    pub fn counted_with<'a>(&'a self, title: &'a str) -> Option<&'a str> {
        let named = self.card.headline_pay.as_ref().and_then(|pay| pay.counted_with.as_deref());
        named.or((self.pay_there == PayThere::CountedTogether).then_some(title))
    }

    /// With the period unless it is a year.
    pub fn pay(&self) -> Option<String> {
        self.card.pay().map(|pay| if pay.period == Period::Year { pay.full() } else { pay.with_period() })
    }
}

impl ProfileContent {
    /// The related careers that are published, in order.
    pub fn related(&self) -> Vec<OtherCareer> {
        let here = self.weights.of_profile(&self.profile);
        let other =
            |card: &Card| OtherCareer::new(card.clone(), self.profile.headline_pay(), &here, &self.weights);
        self.profile.related.iter().filter_map(|slug| self.card(slug).map(other)).collect()
    }

    pub(super) fn card(&self, slug: &Slug) -> Option<&Card> {
        self.cards.iter().find(|card| card.slug == *slug)
    }
}

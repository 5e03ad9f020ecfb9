//! Careers compared with the one a page is about.

use super::show::ProfileContent;
use crate::models::published::card::Card;
use crate::models::skill::Weights;
use crate::profile::money::{Bound, Difference, Period};
use crate::profile::skill::{Overlap, SideBySide, Weighted};
use crate::profile::{Money, Pay, Slug};

/// A career that may come after the one a page is about.
pub struct OtherCareer {
    pub card: Card,
    /// Its pay minus the pay of the career that the page is about; none if the two are counted together.
    pub difference: Option<Difference>,
    /// At least how much more it pays, in minor units, if that is known.
    pub gain: Option<i64>,
    is_counted_together: bool,
    pub overlap: Overlap,
    pub skills: SideBySide,
}

impl OtherCareer {
    /// `pay` and `here` are those of the career that the page is about; its profile may be a draft.
    pub fn new(card: Card, pay: Option<&Pay>, here: &[Weighted], weights: &Weights) -> Self {
        let both = pay.zip(card.headline_pay.as_ref());
        let is_counted_together = both.is_some_and(|(here, there)| are_counted_together(here, there));
        let both = both.filter(|_| !is_counted_together);
        let both = both.and_then(|(here, there)| here.headline().zip(there.headline()));
        let gain = both.and_then(|(here, there)| gain(here, there));
        Self {
            difference: both.and_then(|(here, there)| here.difference(&there)),
            gain: gain.or(is_counted_together.then_some(0)),
            is_counted_together,
            overlap: weights.overlap(here, card.id),
            skills: weights.side_by_side(here, card.id),
            card,
        }
    }

    pub fn is_better_paid(&self) -> bool {
        self.gain.is_some_and(|gain| gain > 0)
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
        named.or(self.is_counted_together.then_some(title))
    }

    /// With the period unless it is a year.
    pub fn pay(&self) -> Option<String> {
        self.card.pay().map(|pay| if pay.period == Period::Year { pay.full() } else { pay.with_period() })
    }
}

/// Whether a survey has one figure for both careers, which says nothing about a difference.
fn are_counted_together(here: &Pay, there: &Pay) -> bool {
    let figure = |pay: &Pay| (pay.headline(), pay.source.clone(), pay.as_of);
    (here.counted_with.is_some() || there.counted_with.is_some()) && figure(here) == figure(there)
}

fn gain(here: Money, there: Money) -> Option<i64> {
    let is_known = here.figure.bound == Bound::Exact && there.figure.bound != Bound::AtMost;
    let is_alike = (here.currency, here.period) == (there.currency, there.period);
    (is_known && is_alike).then(|| there.figure.amount - here.figure.amount)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::money::Figure;
    use crate::profile::tests::pay;

    #[test]
    fn the_gain_to_pay_of_at_least_so_much_is_known_but_not_the_gain_from_it() {
        let [exact, open] = [Bound::Exact, Bound::AtLeast].map(|bound| {
            let figure = Figure { bound, amount: 23_920_000 };
            pay().money(figure)
        });
        let less = pay().money(Figure::exact(9_360_000));
        assert_eq!([gain(less, exact), gain(less, open)], [Some(14_560_000); 2]);
        assert_eq!(gain(open, less), None);
    }

    #[test]
    fn careers_are_counted_together_only_with_the_same_figure() {
        let own = pay();
        let shared = Pay { counted_with: Some("Registered Nurse".into()), ..pay() };
        assert!(are_counted_together(&own, &shared) && are_counted_together(&shared, &shared));
        assert!(!are_counted_together(&own, &own));
        assert!(!are_counted_together(&Pay { total: None, ..pay() }, &shared));
    }
}

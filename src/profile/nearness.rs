//! Similar careers, computed from their skills.

use std::collections::HashMap;

use super::skill::{FEWEST, Rarity, Weighted};

/// Skills with their weights, prepared for comparisons.
#[derive(Debug, Default)]
pub struct Skills {
    careers: HashMap<i64, NearCareer>,
}

#[derive(Debug)]
struct NearCareer {
    weights: Vec<(i64, f64)>,
    all: f64,
}

impl Skills {
    /// Leaves out careers with too few skills to compare.
    pub fn new(careers: HashMap<i64, Vec<Weighted>>, rarity: &Rarity) -> Self {
        let weigh = |(id, skills): (i64, Vec<Weighted>)| {
            let mut weights: Vec<(i64, f64)> =
                skills.into_iter().map(|skill| (skill.0, rarity.weigh(skill))).collect();
            weights.sort_by_key(|(skill, _)| *skill);
            let all = weights.iter().map(|(_, weight)| weight).sum();
            (id, NearCareer { weights, all })
        };
        let enough = careers.into_iter().filter(|(_, skills)| skills.len() >= FEWEST);
        Self { careers: enough.map(weigh).collect() }
    }

    /// The careers that share skills with one, most similar first, each with its similarity.
    pub fn nearest(&self, id: i64, most: usize) -> Vec<(i64, f64)> {
        let Some(here) = self.careers.get(&id) else { return Vec::new() };
        let others = self.careers.iter().filter(|(other, _)| **other != id);
        let mut near: Vec<(i64, f64)> = others
            .map(|(other, there)| (*other, nearness(here, there)))
            .filter(|(_, nearness)| *nearness > 0.0)
            .collect();
        let order = |a: &(i64, f64), b: &(i64, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if most < near.len() {
            near.select_nth_unstable_by(most, order);
            near.truncate(most);
        }
        near.sort_by(order);
        near
    }
}

/// Symmetric, from 0 to 1: the harmonic mean of the two [`super::skill::overlap`] fractions, like the Sørensen-Dice
/// coefficient for counts. One direction alone would make a career that asks for little similar to every career that
/// asks for much.
fn nearness(here: &NearCareer, there: &NearCareer) -> f64 {
    let (mut ours, mut theirs) = (0.0, 0.0);
    let mut others = there.weights.iter().peekable();
    for (skill, weight) in &here.weights {
        while others.next_if(|(other, _)| other < skill).is_some() {}
        if let Some((_, other_weight)) = others.next_if(|(other, _)| other == skill) {
            ours += weight;
            theirs += other_weight;
        }
    }
    let (back, forth) = (ours / here.all, theirs / there.all);
    if back + forth > 0.0 { 2.0 * back * forth / (back + forth) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::skill::{Overlap, overlap};
    use proptest::prelude::*;

    fn skills() -> impl Strategy<Value = HashMap<i64, Vec<Weighted>>> {
        let career = prop::collection::btree_map(0..20_i64, 0.01..=1.0_f64, 0..12);
        prop::collection::hash_map(0..8_i64, career.prop_map(|skills| skills.into_iter().collect()), 2..8)
    }

    proptest! {
        #[test]
        fn nearness_is_the_harmonic_mean_of_both_overlaps(careers in skills()) {
            let rarity = Rarity::new(&[(1, 5), (2, 9)]);
            let all = Skills::new(careers.clone(), &rarity);
            for (id, here) in &careers {
                for (other, nearness) in all.nearest(*id, usize::MAX) {
                    let there = &careers[&other];
                    let (Overlap::Shared { fraction: forth, .. }, Overlap::Shared { fraction: back, .. }) =
                        (overlap(here, there, &rarity), overlap(there, here, &rarity))
                    else {
                        return Err(TestCaseError::fail("similar, but no skill is shared"));
                    };
                    prop_assert!((nearness - 2.0 * forth * back / (forth + back)).abs() < 1e-9);
                    let reverse = all.nearest(other, usize::MAX).into_iter().find(|(career, _)| career == id);
                    prop_assert!(reverse.is_some_and(|(_, same)| (same - nearness).abs() < 1e-9));
                }
            }
        }
    }

    #[test]
    fn the_nearest_come_first_and_few_skills_are_not_compared() {
        let three = |skills: [i64; 3]| skills.map(|skill| (skill, 0.5)).to_vec();
        let careers = HashMap::from([
            (1, three([1, 2, 3])),
            (2, three([3, 4, 5])),
            (3, three([1, 2, 9])),
            (4, vec![(1, 1.0), (2, 1.0)]),
            (5, three([6, 7, 8])),
        ]);
        let skills = Skills::new(careers, &Rarity::default());
        let near = |most| skills.nearest(1, most).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(near(9), [3, 2]);
        assert_eq!(near(1), [3]);
    }
}

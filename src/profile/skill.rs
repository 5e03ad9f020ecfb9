//! Skills, and how much of those in one career are useful in another.

use std::collections::HashMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Slug;

/// With fewer skills on either side an overlap is meaningless.
pub(super) const FEWEST: usize = 3;

/// A skill that a career asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// Its name; names that make the same slug are one skill.
    pub name: String,
    /// How much it matters, above 0 and up to 1.
    #[schemars(range(min = 0, max = 1))]
    pub importance: f64,
}

impl Skill {
    pub fn slug(&self) -> Slug {
        Slug::suggest(&self.name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Overlap {
    NotAvailable,
    Empty,
    Shared {
        shared: usize,
        of: usize,
        /// Their weight there, 0 to 1.
        fraction: f64,
    },
}

impl Overlap {
    /// Whole per cent, rounded half up.
    pub fn percent(fraction: &f64) -> u32 {
        (fraction * 100.0).round() as u32
    }
}

/// A skill's id and its importance in one career.
pub type Weighted = (i64, f64);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub slug: Slug,
    pub name: String,
}

/// The skills of a career compared with those of another, each list by importance there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideBySide {
    pub shared: Vec<Arc<Known>>,
    pub missing: Vec<Arc<Known>>,
}

impl SideBySide {
    /// How many skills of a list are shown before the rest is collapsed.
    pub const OPEN: usize = 6;

    /// Splits the skills `there` by whether they are asked for `here` too. Unnamed ones are skipped.
    pub fn of(here: &[Weighted], there: &[Weighted], names: &HashMap<i64, Arc<Known>>) -> Self {
        let mut there: Vec<&Weighted> = there.iter().collect();
        there.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let (shared, missing): (Vec<_>, Vec<_>) =
            there.into_iter().partition(|(skill, _)| here.iter().any(|(ours, _)| ours == skill));
        let named = |skills: Vec<&Weighted>| {
            skills.iter().filter_map(|(skill, _)| names.get(skill).cloned()).collect()
        };
        Self { shared: named(shared), missing: named(missing) }
    }
}

/// A rare skill's weight: ln(1 + M / n), where n careers list the skill (at least 1) and M the most common one. Inverse
/// document frequency, Spärck Jones 1972.
pub(super) fn rarity(uses: i64, commonest: i64) -> f64 {
    (1.0 + commonest.max(1) as f64 / uses.max(1) as f64).ln()
}

/// How much of what `there` asks for someone from `here` has.
///
/// The fraction is Σ w(s) over the shared skills ÷ Σ w(s) over all skills there, with w(s) = importance of s there ×
/// [`rarity`] of s. So a skill that nearly every career lists weighs ln 2, a rare one several times that.
pub fn overlap(here: &[Weighted], there: &[Weighted], uses: &HashMap<i64, i64>, commonest: i64) -> Overlap {
    if here.len() < FEWEST || there.len() < FEWEST {
        return Overlap::NotAvailable;
    }
    let (mut shared, mut common, mut all) = (0, 0.0, 0.0);
    for (skill, importance) in there {
        let weight = importance * rarity(uses.get(skill).copied().unwrap_or(1), commonest);
        all += weight;
        if here.iter().any(|(ours, _)| ours == skill) {
            shared += 1;
            common += weight;
        }
    }
    match shared {
        0 => Overlap::Empty,
        _ => {
            Overlap::Shared { shared, of: there.len(), fraction: if all > 0.0 { common / all } else { 0.0 } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn skills(max: usize) -> impl Strategy<Value = Vec<Weighted>> {
        prop::collection::hash_map(0..40_i64, 0.001..=1.0_f64, 0..max)
            .prop_map(|skills| skills.into_iter().collect())
    }

    proptest! {
        #[test]
        fn overlap_stays_within_bounds(
            here in skills(30),
            there in skills(30),
            uses in prop::collection::hash_map(0..40_i64, 0..1_000_i64, 0..40),
        ) {
            let commonest = uses.values().copied().max().unwrap_or(0);
            match overlap(&here, &there, &uses, commonest) {
                Overlap::NotAvailable => prop_assert!(here.len() < 3 || there.len() < 3),
                Overlap::Empty => prop_assert!(here.iter().all(|(h, _)| there.iter().all(|(t, _)| h != t))),
                Overlap::Shared { shared, of, fraction } => {
                    prop_assert!((0.0..=1.0).contains(&fraction), "{}", fraction);
                    prop_assert!(shared >= 1 && shared <= of);
                }
            }
        }

        #[test]
        fn a_career_has_all_of_its_own(skills in skills(30).prop_filter("enough", |s| s.len() >= 3)) {
            let Overlap::Shared { shared, of, fraction } = overlap(&skills, &skills, &HashMap::new(), 5) else {
                return Err(TestCaseError::fail("not shared"));
            };
            prop_assert_eq!(shared, of);
            prop_assert!((fraction - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn skills_side_by_side() {
        let known = |name: &str| Arc::new(Known { slug: Slug::suggest(name), name: name.into() });
        let names: HashMap<_, _> =
            (1..).zip(["Rust", "C++", "Logic", "SQL", "Teaching"].map(known)).collect();
        let (here, there) = ([(1, 0.9), (2, 0.5), (5, 0.1)], [(4, 0.2), (5, 0.3), (3, 0.8), (1, 0.4)]);
        let SideBySide { shared, missing } = SideBySide::of(&here, &there, &names);
        assert_eq!(shared, ["Rust", "Teaching"].map(known));
        assert_eq!(missing, ["Logic", "SQL"].map(known));
        assert_eq!(SideBySide::of(&there, &here, &names).missing, ["C++"].map(known));
    }

    #[test]
    fn a_skill_that_everyone_lists_weighs_less() {
        let here = [(1, 0.5), (8, 0.5), (9, 0.5)];
        let there = [(1, 0.5), (2, 0.5), (3, 0.5)];
        let everyone = HashMap::from([(1, 1_000), (2, 1), (3, 1)]);
        let few = HashMap::from([(1, 1), (2, 1), (3, 1)]);
        let fraction = |uses| match overlap(&here, &there, uses, 1_000) {
            Overlap::Shared { fraction, .. } => fraction,
            other => panic!("{other:?}"),
        };
        assert!((fraction(&few) - 1.0 / 3.0).abs() < 1e-9);
        assert!(fraction(&everyone) < 0.06);
    }

    #[test]
    fn the_three_states() {
        let three = [(1, 0.5), (2, 0.5), (3, 0.5)];
        let others = [(4, 0.5), (5, 0.5), (6, 0.5)];
        assert_eq!(overlap(&three, &three[..2], &HashMap::new(), 1), Overlap::NotAvailable);
        assert_eq!(overlap(&three, &others, &HashMap::new(), 1), Overlap::Empty);
        assert!(matches!(overlap(&three, &three, &HashMap::new(), 1), Overlap::Shared { .. }));
    }
}

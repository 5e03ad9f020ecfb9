//! Skills, and how far the skills of one career cover those that another asks for.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Slug, words};

/// With fewer skills on either side, an overlap is meaningless.
pub(super) const FEWEST: usize = 3;

/// A skill that a career asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// Its name. Names that result in the same slug are the same skill.
    pub name: String,
    /// Its importance, above 0 and at most 1.
    #[schemars(range(min = 0, max = 1))]
    pub importance: f64,
}

impl Skill {
    pub fn slug(&self) -> Slug {
        Slug::suggest(&self.name)
    }
}

words! {
    /// What a skill is, for lists that group skills.
    pub enum SkillKind {
        /// What people can do, such as writing.
        Skill = "Skills",
        /// What people know about, such as biology.
        Knowledge = "Knowledge",
    }
}

/// What a skill means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillDefinition {
    /// Its name. Names that result in the same slug are the same skill.
    pub name: String,
    /// Whether it is a skill or knowledge.
    pub kind: SkillKind,
    /// A sentence that says what it means.
    pub definition: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Overlap {
    NotAvailable,
    Empty,
    Shared {
        shared: usize,
        of: usize,
        /// The weight of the shared skills among all skills there, from 0 to 1.
        fraction: f64,
    },
}

impl Overlap {
    /// In whole percent, rounded half up.
    pub fn percent(fraction: &f64) -> u32 {
        (fraction * 100.0).round() as u32
    }
}

/// A skill's id and its importance in one career.
pub type Weighted = (i64, f64);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSkill {
    pub slug: Slug,
    pub name: String,
}

/// The skills of another career, split by whether this one asks for them too; each list by importance there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideBySide {
    pub shared: Vec<Arc<KnownSkill>>,
    pub missing: Vec<Arc<KnownSkill>>,
}

impl SideBySide {
    /// How many skills of a list are shown before the rest is collapsed.
    pub const OPEN: usize = 6;

    /// Splits the skills `there` by whether they are asked for `here` too. Skips skills without a name in `names`.
    pub fn of(here: &[Weighted], there: &[Weighted], names: &FxHashMap<i64, Arc<KnownSkill>>) -> Self {
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

/// How much each skill weighs in comparisons: ln(1 + M / n), where n is the number of careers that list the skill (at
/// least 1), and M is that number for the most common skill. Inverse document frequency, Spärck Jones 1972.
#[derive(Debug)]
pub struct Rarity {
    of: FxHashMap<i64, f64>,
    of_unlisted: f64,
}

impl Default for Rarity {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Rarity {
    /// From the number of careers that list each skill.
    pub fn new(uses: &[(i64, i64)]) -> Self {
        let commonest = uses.iter().map(|(_, uses)| *uses).max().unwrap_or(0).max(1) as f64;
        let rarity = |uses: i64| (1.0 + commonest / uses.max(1) as f64).ln();
        let of = uses.iter().map(|(skill, uses)| (*skill, rarity(*uses))).collect();
        Self { of, of_unlisted: rarity(1) }
    }

    /// A skill's weight in a career.
    pub(super) fn weigh(&self, (skill, importance): Weighted) -> f64 {
        importance * self.of.get(&skill).unwrap_or(&self.of_unlisted)
    }
}

/// How far the skills of the career `here` cover those that the career `there` asks for.
///
/// The fraction is Σ w(s) over the shared skills ÷ Σ w(s) over all skills there, with w(s) = importance of s there ×
/// [`Rarity`] of s. So a skill that nearly every career lists weighs ln 2, a rare one several times that.
pub fn overlap(here: &[Weighted], there: &[Weighted], rarity: &Rarity) -> Overlap {
    if here.len() < FEWEST || there.len() < FEWEST {
        return Overlap::NotAvailable;
    }
    let (mut shared, mut common, mut all) = (0, 0.0, 0.0);
    for skill in there {
        let weight = rarity.weigh(*skill);
        all += weight;
        if here.iter().any(|(ours, _)| *ours == skill.0) {
            shared += 1;
            common += weight;
        }
    }
    let fraction = if all > 0.0 { common / all } else { 0.0 };
    if shared == 0 { Overlap::Empty } else { Overlap::Shared { shared, of: there.len(), fraction } }
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
            uses in prop::collection::vec((0..40_i64, 0..1_000_i64), 0..40),
        ) {
            let few = here.len() < 3 || there.len() < 3;
            let common = there.iter().filter(|(t, _)| here.iter().any(|(h, _)| h == t)).count();
            match overlap(&here, &there, &Rarity::new(&uses)) {
                Overlap::NotAvailable => prop_assert!(few),
                Overlap::Empty => prop_assert!(!few && common == 0),
                Overlap::Shared { shared, of, fraction } => {
                    prop_assert!((0.0..=1.0).contains(&fraction), "{}", fraction);
                    prop_assert!(!few && shared >= 1 && shared == common && of == there.len());
                }
            }
        }

        #[test]
        fn a_career_has_all_of_its_own(skills in skills(30).prop_filter("enough", |s| s.len() >= 3)) {
            let Overlap::Shared { shared, of, fraction } = overlap(&skills, &skills, &Rarity::default()) else {
                return Err(TestCaseError::fail("not shared"));
            };
            prop_assert_eq!(shared, of);
            prop_assert!((fraction - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn skills_side_by_side() {
        let known = |name: &str| Arc::new(KnownSkill { slug: Slug::suggest(name), name: name.into() });
        let names: FxHashMap<_, _> =
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
        let fraction = |uses: i64| match overlap(&here, &there, &Rarity::new(&[(1, uses), (2, 1), (3, 1)])) {
            Overlap::Shared { fraction, .. } => fraction,
            other => panic!("{other:?}"),
        };
        assert!((fraction(1) - 1.0 / 3.0).abs() < 1e-9);
        assert!(fraction(1_000) < 0.06);
    }
}

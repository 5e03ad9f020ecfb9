//! Skills, and how far the skills of one career cover those that another asks for.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::comparable::ComparableKind;
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

/// The definition of a skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillDefinition {
    /// Its name. Names that result in the same slug are the same skill.
    pub name: String,
    /// Whether it is a skill or knowledge.
    pub kind: SkillKind,
    /// A sentence that explains it.
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

/// The id of a skill or tool, and its importance in one career.
pub type Weighted = (i64, f64);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSkill {
    pub name: String,
    pub kind: ComparableKind,
    /// Whether most careers list it.
    pub is_general: bool,
}

/// What another career asks for, split by whether this one asks for it too. In each list, what tells the careers apart
/// comes first, and general skills last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideBySide {
    pub shared: Vec<Arc<KnownSkill>>,
    pub missing: Vec<Arc<KnownSkill>>,
}

impl SideBySide {
    /// How many entries of a list are shown before the rest is collapsed.
    pub const OPEN: usize = 6;

    /// Splits the skills `there` by whether they are asked for `here` too. Skips skills without a name in `names`.
    pub fn of(
        here: &[Weighted],
        there: &[Weighted],
        rarity: &Rarity,
        names: &FxHashMap<i64, Arc<KnownSkill>>,
    ) -> Self {
        let mut known: Vec<(bool, f64, &Arc<KnownSkill>)> = there
            .iter()
            .filter_map(|skill| {
                let is_shared = here.iter().any(|(ours, _)| *ours == skill.0);
                Some((is_shared, rarity.weigh(*skill), names.get(&skill.0)?))
            })
            .collect();
        known
            .sort_by(|(_, one, a), (_, other, b)| a.is_general.cmp(&b.is_general).then(other.total_cmp(one)));
        let (shared, missing): (Vec<_>, Vec<_>) = known.into_iter().partition(|(is_shared, ..)| *is_shared);
        let names =
            |list: Vec<(bool, f64, &Arc<KnownSkill>)>| list.into_iter().map(|one| one.2.clone()).collect();
        Self { shared: names(shared), missing: names(missing) }
    }

    /// `skills`, `tools` or `skills and tools`: what the other career asks for.
    pub fn what(&self) -> &'static str {
        let all = || self.shared.iter().chain(&self.missing);
        match (
            all().any(|one| one.kind == ComparableKind::Skill),
            all().any(|one| one.kind == ComparableKind::Tool),
        ) {
            (true, true) => "skills and tools",
            (false, true) => "tools",
            _ => "skills",
        }
    }

    /// The first entries of a list, without general ones, and the rest.
    pub fn folded(list: &[Arc<KnownSkill>]) -> (&[Arc<KnownSkill>], &[Arc<KnownSkill>]) {
        let specific = list.iter().take_while(|one| !one.is_general).count();
        list.split_at(specific.min(Self::OPEN))
    }

    /// `5 more`, or `2 general` if all are general.
    pub fn how_many(folded: &[Arc<KnownSkill>]) -> String {
        let more = if folded.iter().all(|one| one.is_general) { "general" } else { "more" };
        format!("{} {more}", folded.len())
    }
}

/// How much each skill weighs in comparisons: 0.3 + ln(M / n), where n is the number of careers that list the skill (at
/// least 1), and M is that number for the most common skill. Inverse document frequency, Spärck Jones 1972.
///
/// The constant is measured, like the numbers in [`super::comparable`]: with them, the 24 most similar careers include
/// 48% of those that O\*NET 29.3 lists as related, instead of 41% with skills alone and ln(1 + M / n). For the 45 careers
/// that have tools but no skills, they include 42% instead of none.
#[derive(Debug)]
pub struct Rarity {
    of: FxHashMap<i64, f64>,
    of_unlisted: f64,
    /// Whether enough careers are known to tell which skills are general.
    is_telling: bool,
}

impl Default for Rarity {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Rarity {
    /// The weight of the most common skill.
    const LEAST: f64 = 0.3;
    /// On a site where no skill is listed by this many careers, none is general.
    const ENOUGH: f64 = 10.0;

    /// From the number of careers that list each skill.
    pub fn new(uses: &[(i64, i64)]) -> Self {
        let commonest = uses.iter().map(|(_, uses)| *uses).max().unwrap_or(0).max(1) as f64;
        let rarity = |uses: i64| Self::LEAST + (commonest / uses.max(1) as f64).ln();
        let of = uses.iter().map(|(skill, uses)| (*skill, rarity(*uses))).collect();
        Self { of, of_unlisted: rarity(1), is_telling: commonest >= Self::ENOUGH }
    }

    /// Whether a skill is listed by more than half as many careers as the most common one, such as listening.
    pub fn is_general(&self, skill: i64) -> bool {
        let is_common = |rarity: &f64| *rarity < Self::LEAST + std::f64::consts::LN_2;
        self.is_telling && self.of.get(&skill).is_some_and(is_common)
    }

    /// A skill's weight in a career.
    pub(super) fn weigh(&self, (skill, importance): Weighted) -> f64 {
        importance * self.of.get(&skill).unwrap_or(&self.of_unlisted)
    }
}

/// How far the skills of the career `here` cover those that the career `there` asks for.
///
/// The fraction is Σ w(s) over the shared skills ÷ Σ w(s) over all skills there, with w(s) = importance of s there ×
/// [`Rarity`] of s. So a rare skill weighs many times as much as one that nearly every career lists.
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
        let skill = ComparableKind::Skill;
        let known =
            |name: &str, is_general| Arc::new(KnownSkill { name: name.into(), kind: skill, is_general });
        let specific = |name: &str| known(name, false);
        let rarity = Rarity::new(&[(1, 20), (2, 20), (3, 20), (4, 2), (5, 20), (6, 100)]);
        let names: FxHashMap<_, _> = (1..)
            .zip(["Rust", "C++", "Logic", "SQL", "Teaching"].map(specific))
            .chain([(6, known("Listening", rarity.is_general(6)))])
            .collect();
        let (here, there) =
            ([(1, 0.9), (2, 0.5), (5, 0.1)], [(6, 1.0), (4, 0.4), (5, 0.3), (3, 0.6), (1, 0.4)]);
        let sides = SideBySide::of(&here, &there, &rarity, &names);
        assert_eq!(sides.shared, ["Rust", "Teaching"].map(specific));
        let [sql, logic, listening] = [specific("SQL"), specific("Logic"), known("Listening", true)];
        assert_eq!(sides.missing, [sql, logic, listening], "rare ones come first, general ones last");
        assert_eq!(SideBySide::folded(&sides.missing).1.len(), 1, "general ones are folded away");
        assert_eq!(SideBySide::of(&there, &here, &rarity, &names).missing, ["C++"].map(specific));
    }

    #[test]
    fn no_skill_is_general_on_a_small_site() {
        assert!(!Rarity::new(&[(1, 9), (2, 1)]).is_general(1));
        let rarity = Rarity::new(&[(1, 10), (2, 5)]);
        assert!(rarity.is_general(1) && !rarity.is_general(2));
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

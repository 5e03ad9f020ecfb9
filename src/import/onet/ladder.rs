//! Suggests career paths: ladders of related careers, from less preparation and pay to more.

use std::collections::HashMap;

use super::related::Relation;
use crate::profile::OnetCode;

/// How many steps a ladder has below a career, and above it.
const MOST: usize = 2;

/// A career as a possible step of a ladder.
#[derive(Debug)]
pub struct Rung {
    /// How much preparation it takes, from 1 to 5; none if it is unknown.
    pub zone: Option<u32>,
    /// The typical pay a year, if it is known.
    pub pay: Option<i64>,
    pub relations: Vec<Relation>,
}

impl Rung {
    fn relation(&self, code: &OnetCode) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.code == *code)
    }
}

#[derive(Clone, Copy)]
enum Way {
    Down,
    Up,
}

pub struct Ladders<'a>(pub HashMap<&'a OnetCode, &'a Rung>);

impl<'a> Ladders<'a> {
    /// The steps of a career's ladder, lowest first, with the career itself. Empty if there are no others.
    pub fn of(&self, career: &'a OnetCode) -> Vec<&'a OnetCode> {
        let mut steps = self.climb(career, Way::Down);
        steps.reverse();
        steps.push(career);
        steps.extend(self.climb(career, Way::Up));
        if steps.len() > 1 { steps } else { Vec::new() }
    }

    /// The steps in one direction, nearest first.
    fn climb(&self, career: &'a OnetCode, way: Way) -> Vec<&'a OnetCode> {
        let mut steps = Vec::new();
        while steps.len() < MOST
            && let Some(step) = self.step(career, steps.last().copied().unwrap_or(career), way)
        {
            steps.push(step);
        }
        steps
    }

    /// The career most closely related to `from`, a step of `career`'s ladder, that can be the next step.
    fn step(&self, career: &OnetCode, from: &OnetCode, way: Way) -> Option<&'a OnetCode> {
        let here = self.0.get(from)?;
        let candidates = here.relations.iter().filter_map(|there| {
            let (code, rung) = self.0.get_key_value(&there.code)?;
            let back = rung.relation(from)?;
            let is_close = !(there.supplemental && back.supplemental);
            let is_step = code.major() == from.major() && is_next(here, rung, way);
            let keeps_to_subject = from == career || self.are_related(career, code);
            (is_close && is_step && keeps_to_subject).then_some((
                there.index + back.index,
                there.index,
                *code,
            ))
        });
        candidates.min().map(|(.., code)| code)
    }

    fn are_related(&self, one: &OnetCode, other: &OnetCode) -> bool {
        let names =
            |one: &OnetCode, other| self.0.get(one).is_some_and(|rung| rung.relation(other).is_some());
        names(one, other) || names(other, one)
    }
}

/// Whether a career takes preparation of the next zone and pays more, or the opposite on the way down. Unknown pay
/// doesn't count against it.
fn is_next(here: &Rung, there: &Rung, way: Way) -> bool {
    let (low, high) = match way {
        Way::Up => (here, there),
        Way::Down => (there, here),
    };
    let is_next_zone = low.zone.zip(high.zone).is_some_and(|(low, high)| low + 1 == high);
    is_next_zone && low.pay.zip(high.pay).is_none_or(|(low, high)| low < high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `15-1111.00 z3 $50: 15-2222.00, 15-3333.00*`, where the asterisk marks supplemental relations.
    fn ladder(of: &str, lines: &[&str]) -> Vec<String> {
        let code = |text: &str| text.parse::<OnetCode>().unwrap();
        let rung = |line: &&str| {
            let (facts, related) = line.split_once(':').unwrap();
            let facts: Vec<&str> = facts.split(' ').collect();
            let find =
                |sign: char| facts.iter().find_map(|fact| fact.strip_prefix(sign)?.parse::<u32>().ok());
            let relation = |(i, text): (usize, &str)| Relation {
                code: code(text.trim().trim_end_matches('*')),
                supplemental: text.ends_with('*'),
                index: i as u32 + 1,
            };
            let relations = related.split(',').filter(|text| !text.trim().is_empty());
            let relations = relations.enumerate().map(relation).collect();
            (code(facts[0]), Rung { zone: find('z'), pay: find('$').map(i64::from), relations })
        };
        let rungs: Vec<(OnetCode, Rung)> = lines.iter().map(rung).collect();
        let ladders = Ladders(rungs.iter().map(|(code, rung)| (code, rung)).collect());
        let of = rungs.iter().find(|(code, _)| code.as_str() == of).map(|(code, _)| code).unwrap();
        ladders.of(of).into_iter().map(ToString::to_string).collect()
    }

    const NURSES: [&str; 4] = [
        "29-1141.00 z4 $94: 29-1171.00, 29-2061.00",
        "29-1171.00 z5 $129: 29-1141.00",
        "29-2061.00 z3 $62: 29-1141.00, 29-2099.00",
        "29-2099.00 z2 $40: 29-2061.00, 29-1141.00",
    ];

    #[test]
    fn a_ladder_leads_from_lower_zones_to_higher_ones() {
        assert_eq!(ladder("29-1141.00", &NURSES), ["29-2099.00", "29-2061.00", "29-1141.00", "29-1171.00"]);
        assert_eq!(
            ladder("29-1171.00", &NURSES),
            ["29-1141.00", "29-1171.00"],
            "a step two zones away must be related to the career, too"
        );
    }

    #[test]
    fn a_step_is_of_the_family_close_in_both_directions_and_better_paid() {
        let nurse = "29-1141.00 z4 $94: 29-1171.00";
        let above = |other: &str, nurse: &str| ladder("29-1141.00", &[nurse, other]).len();
        assert_eq!(above("29-1171.00 z5 $129: 29-1141.00", nurse), 2);
        assert_eq!(above("29-1171.00 z5: 29-1141.00", nurse), 2, "its pay is unknown");
        assert_eq!(above("29-1171.00 z5 $94: 29-1141.00", nurse), 0, "no better pay");
        assert_eq!(above("29-1171.00 z4 $129: 29-1141.00", nurse), 0, "the same zone");
        assert_eq!(above("29-1171.00 $129: 29-1141.00", nurse), 0, "an unknown zone");
        assert_eq!(above("29-1171.00 z5 $129: 29-2061.00", nurse), 0, "related in one direction only");
        let loosely = "29-1141.00 z4 $94: 29-1171.00*";
        assert_eq!(above("29-1171.00 z5 $129: 29-1141.00*", loosely), 0, "loosely related");
        assert_eq!(above("11-1171.00 z5 $129: 29-1141.00", "29-1141.00 z4 $94: 11-1171.00"), 0);
    }

    #[test]
    fn the_closest_career_is_the_next_step() {
        let lines = [
            "29-1141.00 z4: 29-1171.00, 29-1151.00",
            "29-1171.00 z5: 29-9999.00, 29-9998.00, 29-1141.00",
            "29-1151.00 z5: 29-1141.00",
        ];
        assert_eq!(ladder("29-1141.00", &lines), ["29-1141.00", "29-1151.00"]);
    }
}

//! The level of education that an occupation asks for.

use super::table::{Dated, TableLine};
use super::training::{Answers, Scale, TrainingShare, weights};
use crate::import::ImportError;
use crate::profile::percent::{fullest, largest_remainder};
use crate::profile::{Education, EducationShare};

/// Levels by category, with the beginnings of their descriptions.
pub const EDUCATION: [(Education, &[&str]); 12] = [
    (Education::LessThanHighSchool, &["Less than"]),
    (Education::HighSchool, &["High School"]),
    (Education::PostsecondaryCertificate, &["Post-Secondary", "Postsecondary"]),
    (Education::SomeCollege, &["Some College"]),
    (Education::Associate, &["Associate"]),
    (Education::Bachelor, &["Bachelor"]),
    (Education::PostBachelorCertificate, &["Post-Bac"]),
    (Education::Master, &["Master"]),
    (Education::PostMasterCertificate, &["Post-Master"]),
    (
        Education::FirstProfessional,
        &[
            "First Professional",
            "Professional",
            "Doctoral Degree - Professional",
            "Doctor's Degree - Professional",
        ],
    ),
    (Education::Doctorate, &["Doctor"]),
    (Education::PostDoctoral, &["Post-Doc", "Postdoc"]),
];

/// Matches the beginning of a description. An unknown one stops the import: pages with wrong levels would be worse.
pub fn level(line: &TableLine<'_>, text: &str) -> Result<usize, ImportError> {
    let begins = |beginning: &str| {
        text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    };
    let known =
        EDUCATION.iter().position(|(_, beginnings)| beginnings.iter().any(|beginning| begins(beginning)));
    known.ok_or_else(|| line.wrong(format!("“{text}” isn’t a known level of education")))
}

/// In the order of the levels.
fn shares(answers: &Answers) -> Dated<Vec<TrainingShare>> {
    let scales = [Scale::RequiredEducation, Scale::RequiredLevel];
    let answers = scales.iter().find_map(|scale| answers.shares.get(scale));
    let mut answers = answers.cloned().unwrap_or_default();
    answers.facts.sort_by_key(|share| share.category);
    answers
}

/// The level of education that most people named as required. On a tie, the level that contains the median, or else the
/// lowest.
///
/// A level that O*NET calls uncertain counts if more than half named it: its exact share is uncertain then, but it is
/// still the typical level. Otherwise the level is unknown, because fewer people named the runner-up.
pub fn typical(answers: &Answers) -> Option<Education> {
    let shares = shares(answers).facts;
    let percents: Vec<f64> = shares.iter().map(|share| share.percent).collect();
    let typical = shares[fullest(&percents)?];
    let certain = !typical.suppressed || typical.percent > 50.0;
    certain.then_some(EDUCATION[typical.category].0)
}

/// The levels that anybody named, lowest first, in hundredths of a percent that sum to 100%.
pub fn levels(answers: &Answers) -> Dated<Vec<EducationShare>> {
    shares(answers).map(|shares| {
        let Some(weights) = weights(shares, EDUCATION.len(), |category| category) else { return Vec::new() };
        let levels = EDUCATION.iter().zip(largest_remainder(&weights, 10_000));
        let named = levels.filter(|(_, hundredths)| *hundredths > 0);
        let share = |(level, hundredths): (&(Education, _), u32)| EducationShare {
            level: level.0,
            percent: f64::from(hundredths) / 100.0,
        };
        named.map(share).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(shares: &[(u32, f64, bool)]) -> Answers {
        let share = |&(category, percent, suppressed): &(u32, f64, bool)| TrainingShare {
            category: category as usize - 1,
            percent,
            suppressed,
        };
        let facts = shares.iter().map(share).collect();
        let shares = Dated { facts, ..Dated::default() };
        Answers { shares: [(Scale::RequiredLevel, shares)].into(), ..Answers::default() }
    }

    #[test]
    fn the_fullest_level_of_education_is_typical() {
        let of = |shares: &[(u32, f64, bool)]| typical(&answers(shares));
        assert_eq!(of(&[(2, 20.0, false), (6, 50.0, false), (8, 30.0, false)]), Some(Education::Bachelor));
        let tie = [(2, 40.0, false), (5, 20.0, false), (6, 40.0, false)];
        assert_eq!(of(&tie), Some(Education::HighSchool), "the median is in neither: the lower");
        let tie = [(8, 45.0, false), (6, 45.0, false), (2, 10.0, false)];
        assert_eq!(of(&tie), Some(Education::Bachelor), "the one that holds the median");
        assert_eq!(of(&[(2, 51.0, true), (6, 49.0, false)]), Some(Education::HighSchool));
        assert_eq!(of(&[(2, 40.0, true), (6, 30.0, false), (8, 30.0, false)]), None, "uncertain");
        assert_eq!(of(&[(2, 0.0, false)]), None);
    }

    #[test]
    fn the_levels_that_anybody_named_make_exactly_a_hundred() {
        let of = |shares: &[(u32, f64, bool)]| {
            let levels = levels(&answers(shares)).facts;
            levels.into_iter().map(|share| (share.level, share.percent)).collect::<Vec<_>>()
        };
        let thirds = [(6, 33.33, true), (2, 33.33, false), (8, 33.33, false), (1, 0.0, false)];
        let expected =
            [(Education::HighSchool, 33.34), (Education::Bachelor, 33.33), (Education::Master, 33.33)];
        assert_eq!(of(&thirds), expected);
        assert_eq!(of(&[(2, 51.0, true), (6, 49.0, false)]), [], "mostly uncertain");
        assert_eq!(of(&[]), []);
    }
}

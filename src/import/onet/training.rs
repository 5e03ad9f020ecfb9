//! Education and experience: the share of respondents who named each level.

use std::collections::HashMap;

use super::occupation::Occupations;
use super::release::Release;
use super::table::{CODE, Dated, TableLine};
use crate::import::ImportError;
use crate::profile::percent::{fullest, largest_remainder};
use crate::profile::{Bucket, Education};

/// The two questions that profiles use. Releases from 31.0 on may ask the first again as `RQ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumString)]
pub enum Scale {
    #[strum(serialize = "RL")]
    RequiredLevel,
    #[strum(serialize = "RQ")]
    RequiredEducation,
    #[strum(serialize = "RW")]
    Experience,
}

#[derive(Clone, Copy, Debug)]
pub struct TrainingShare {
    /// Its index among the answers.
    pub category: usize,
    /// In percent.
    pub percent: f64,
    /// Whether O*NET calls the figure too uncertain to use on its own.
    pub suppressed: bool,
}

/// Levels by category, with the beginnings of their descriptions.
const EDUCATION: [(Education, &str); 12] = [
    (Education::LessThanHighSchool, "Less than a High School"),
    (Education::HighSchool, "High School"),
    (Education::PostsecondaryCertificate, "Post-Secondary Certificate"),
    (Education::SomeCollege, "Some College"),
    (Education::Associate, "Associate"),
    (Education::Bachelor, "Bachelor"),
    (Education::PostBachelorCertificate, "Post-Baccalaureate"),
    (Education::Master, "Master"),
    (Education::PostMasterCertificate, "Post-Master"),
    (Education::FirstProfessional, "First Professional"),
    (Education::Doctorate, "Doctoral"),
    (Education::PostDoctoral, "Post-Doctoral"),
];

/// Months by category: "Over 1 year, up to and including 2 years" is 12 to 24.
const EXPERIENCE: [(u16, Option<u16>); 11] = [
    (0, Some(0)),
    (0, Some(1)),
    (1, Some(3)),
    (3, Some(6)),
    (6, Some(12)),
    (12, Some(24)),
    (24, Some(48)),
    (48, Some(72)),
    (72, Some(96)),
    (96, Some(120)),
    (120, None),
];

const MOST: u32 = 99;

/// The level of education of a category, if the release defines it.
type Levels = HashMap<(Scale, u32), usize>;

/// What people in one occupation answered.
pub type Answers = HashMap<Scale, Dated<Vec<TrainingShare>>>;

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let mut levels = Levels::new();
    for file in ["Education, Training, and Experience Categories.txt", "Education Categories.txt"] {
        let columns = ["Scale ID", "Category", "Category Description"];
        release.each(file, columns, |line, [scale, category, text]| {
            if let Ok(scale @ (Scale::RequiredLevel | Scale::RequiredEducation)) = scale.parse() {
                levels.insert((scale, line.ordinal("Category", category, MOST)?), level(line, text)?);
            }
            Ok(())
        })?;
    }
    for file in ["Education, Training, and Experience.txt", "Education.txt", "Training and Experience.txt"] {
        let columns = [CODE, "Scale ID", "Category", "Data Value", "Recommend Suppress", "Date"];
        release.each(file, columns, |line, [code, scale, category, value, suppress, date]| {
            let date = occupations.date(line, date)?;
            let Some(occupation) = occupations.find(line, code)? else { return Ok(()) };
            let Ok(scale) = scale.parse() else { return Ok(()) };
            let share = TrainingShare {
                category: place(line, &levels, scale, category)?,
                percent: line.number("Data Value", value, 0.0, 100.0)?,
                suppressed: line.flag("Recommend Suppress", suppress)?,
            };
            occupation.answers.entry(scale).or_default().push(share, date);
            Ok(())
        })?;
    }
    Ok(())
}

/// Matches the beginning of a description. An unknown one stops the import: pages with wrong levels would be worse.
fn level(line: &TableLine<'_>, text: &str) -> Result<usize, ImportError> {
    let begins = |(_, beginning): &(Education, &str)| {
        text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    };
    let known = EDUCATION.iter().position(begins);
    known.ok_or_else(|| line.wrong(format!("“{text}” isn’t a known level of education")))
}

fn place(line: &TableLine<'_>, levels: &Levels, scale: Scale, category: &str) -> Result<usize, ImportError> {
    let most = if scale == Scale::Experience { EXPERIENCE.len() as u32 } else { MOST };
    let number = line.ordinal("Category", category, most)?;
    let place = levels.get(&(scale, number)).copied().unwrap_or(number as usize - 1);
    match scale == Scale::Experience || place < EDUCATION.len() {
        true => Ok(place),
        false => Err(line.wrong(format!("Category is {number}, which isn’t in the file of categories"))),
    }
}

/// The level of education that most people named as required. On a tie, the level that contains the median, or else the
/// lowest.
///
/// A level that O*NET calls uncertain counts if more than half named it: its exact share is uncertain then, but it is
/// still the typical level. Otherwise the level is unknown, because fewer people named the runner-up.
pub fn education(answers: &Answers) -> Option<Dated<Education>> {
    let scales = [Scale::RequiredEducation, Scale::RequiredLevel];
    let answers = scales.iter().find_map(|scale| answers.get(scale))?;
    let mut shares: Vec<TrainingShare> = answers.facts.clone();
    shares.sort_by_key(|share| share.category);
    let percents: Vec<f64> = shares.iter().map(|share| share.percent).collect();
    let typical = shares[fullest(&percents)?];
    let certain = !typical.suppressed || typical.percent > 50.0;
    certain.then(|| Dated { facts: EDUCATION[typical.category].0, newest: answers.newest })
}

/// The distribution of experience, in hundredths of a percent that sum to 100%.
///
/// Keeps uncertain shares: without them, the others would be scaled up to figures that nobody measured. If more than
/// half is uncertain, the distribution is unknown.
pub fn experience(answers: &Answers) -> Option<Dated<Vec<Bucket>>> {
    let answers = answers.get(&Scale::Experience)?;
    let mut weights = [0.0; EXPERIENCE.len()];
    let mut uncertain = 0.0;
    for share in &answers.facts {
        weights[share.category] = share.percent;
        uncertain += if share.suppressed { share.percent } else { 0.0 };
    }
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 || uncertain > sum / 2.0 {
        return None;
    }
    let hundredths = largest_remainder(&weights, 10_000);
    let bucket = |((from_months, to_months), hundredths)| Bucket {
        from_months,
        to_months,
        percent: f64::from(hundredths) / 100.0,
    };
    Some(Dated {
        facts: EXPERIENCE.into_iter().zip(hundredths).map(bucket).collect(),
        newest: answers.newest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(scale: Scale, shares: &[(u32, f64, bool)]) -> Answers {
        let share = |&(category, percent, suppressed): &(u32, f64, bool)| TrainingShare {
            category: category as usize - 1,
            percent,
            suppressed,
        };
        Answers::from([(scale, Dated { facts: shares.iter().map(share).collect(), newest: None })])
    }

    #[test]
    fn the_fullest_level_of_education_is_typical() {
        let of = |shares: &[(u32, f64, bool)]| {
            education(&answers(Scale::RequiredLevel, shares)).map(|found| found.facts)
        };
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
    fn experience_makes_exactly_a_hundred() {
        let of = |shares: &[(u32, f64, bool)]| experience(&answers(Scale::Experience, shares));
        let buckets = of(&[(1, 33.33, false), (7, 33.33, true), (11, 33.33, false)]).unwrap().facts;
        assert_eq!(buckets.len(), 11);
        assert_eq!(buckets.iter().map(|bucket| (bucket.percent * 100.0).round() as u32).sum::<u32>(), 10_000);
        assert_eq!((buckets[6].from_months, buckets[6].to_months), (24, Some(48)));
        assert!(of(&[(1, 60.0, true), (2, 40.0, false)]).is_none(), "mostly uncertain");
        assert!(of(&[]).is_none());
    }
}

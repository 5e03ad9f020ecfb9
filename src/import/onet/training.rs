//! Education, experience and training: the share of respondents who named each level, and how important an
//! apprenticeship and a certificate are.

use std::collections::HashMap;

use super::education::{self, EDUCATION};
use super::occupation::Occupations;
use super::release::Release;
use super::spans::{EXPERIENCE, ON_THE_JOB};
use super::table::{CODE, Dated, TableLine};
use crate::import::ImportError;

/// The questions that profiles use. Releases from 31.0 on may ask the first again as `RQ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumString)]
pub enum Scale {
    #[strum(serialize = "RL")]
    RequiredLevel,
    #[strum(serialize = "RQ")]
    RequiredEducation,
    #[strum(serialize = "RW")]
    Experience,
    #[strum(serialize = "OJ")]
    OnTheJob,
}

impl Scale {
    pub fn is_education(self) -> bool {
        matches!(self, Self::RequiredLevel | Self::RequiredEducation)
    }
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

/// The elements that are rated by importance.
const CERTIFICATION: &str = "2.D.4.a";
const APPRENTICESHIP: &str = "3.A.4.a";
const IMPORTANCE: &str = "IM";

const MOST: u32 = 99;

/// The level of education of a category, if the release defines it.
type Levels = HashMap<(Scale, u32), usize>;

/// What people in one occupation answered.
/// The sum of the shares in each of `count` places. `place` gives the place of a category.
///
/// Keeps uncertain shares: without them, the others would be scaled up to figures that nobody measured. If more than
/// half is uncertain, the sums are unknown.
pub fn weights(shares: &[TrainingShare], count: usize, place: impl Fn(usize) -> usize) -> Option<Vec<f64>> {
    let mut weights = vec![0.0; count];
    let mut uncertain = 0.0;
    for share in shares {
        weights[place(share.category)] += share.percent;
        uncertain += if share.suppressed { share.percent } else { 0.0 };
    }
    (uncertain <= weights.iter().sum::<f64>() / 2.0).then_some(weights)
}

#[derive(Debug, Default)]
pub struct Answers {
    pub shares: HashMap<Scale, Dated<Vec<TrainingShare>>>,
    /// From 1 to 5.
    pub apprenticeship: Dated<Option<f64>>,
    /// From 1 to 5.
    pub certification: Dated<Option<f64>>,
}

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let mut levels = Levels::new();
    for file in ["Education, Training, and Experience Categories.txt", "Education Categories.txt"] {
        let columns = ["Scale ID", "Category", "Category Description"];
        release.each(file, columns, |line, [scale, category, text]| {
            if let Some(scale) = scale.parse().ok().filter(|scale: &Scale| scale.is_education()) {
                levels.insert(
                    (scale, line.ordinal("Category", category, MOST)?),
                    education::level(line, text)?,
                );
            }
            Ok(())
        })?;
    }
    for file in ["Education, Training, and Experience.txt", "Education.txt", "Training and Experience.txt"] {
        let columns =
            [CODE, "Element ID", "Scale ID", "Category", "Data Value", "?N", "Recommend Suppress", "Date"];
        release.each(file, columns, |line, [code, element, scale, category, value, n, suppress, date]| {
            let date = occupations.date(line, date)?;
            let Some(occupation) = occupations.find(line, code)? else { return Ok(()) };
            let suppressed = line.flag("Recommend Suppress", suppress)?;
            let answers = &mut occupation.answers;
            if let Ok(scale) = scale.parse() {
                let share = TrainingShare {
                    category: place(line, &levels, scale, category)?,
                    percent: line.number("Data Value", value, 0.0, 100.0)?,
                    suppressed,
                };
                let shares = answers.shares.entry(scale).or_default();
                shares.respondents = shares.respondents.max(line.respondents(n)?);
                shares.push(share, date);
            }
            let importance = match element {
                CERTIFICATION => &mut answers.certification,
                APPRENTICESHIP => &mut answers.apprenticeship,
                _ => return Ok(()),
            };
            if scale == IMPORTANCE && !suppressed {
                let facts = Some(line.number("Data Value", value, 1.0, 5.0)?);
                *importance = Dated { facts, newest: date, respondents: line.respondents(n)? };
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn place(line: &TableLine<'_>, levels: &Levels, scale: Scale, category: &str) -> Result<usize, ImportError> {
    let most = match scale {
        Scale::Experience => EXPERIENCE.len() as u32,
        Scale::OnTheJob => ON_THE_JOB.len() as u32,
        Scale::RequiredLevel | Scale::RequiredEducation => MOST,
    };
    let number = line.ordinal("Category", category, most)?;
    let place = levels.get(&(scale, number)).copied().unwrap_or(number as usize - 1);
    match !scale.is_education() || place < EDUCATION.len() {
        true => Ok(place),
        false => Err(line.wrong(format!("Category is {number}, which isn’t in the file of categories"))),
    }
}

//! Who answered O*NET's surveys: people's experience in an occupation, how long they have been in their job, and the
//! industries they work in.

use chrono::NaiveDate;

use super::occupation::Occupations;
use super::release::Release;
use super::spans::{Span, distribution};
use super::table::{CODE, Dated, TableLine};
use crate::import::ImportError;
use crate::profile::{Bucket, Industry};

const EXPERIENCE: &str = "How Much Experience Performing Work in this Occupation";
const TIME_IN_JOB: &str = "How Long at Current Job";
const SECTOR: &str = "NAICS Sector";
/// From before the sectors; its full name goes on with an explanation.
const DIVISION: &str = "Industry Division";

/// The answers to one question about an occupation.
#[derive(Debug, Default)]
struct Question {
    answers: Dated<Vec<(Span, f64)>>,
    /// In percent: gave no answer, or has never done the work.
    others: f64,
}

#[derive(Debug, Default)]
pub struct Metadata {
    experience: Question,
    time_in_job: Question,
    sectors: Dated<Vec<Industry>>,
    divisions: Dated<Vec<Industry>>,
}

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let columns = [CODE, "Item", "Response", "N", "Percent", "Date"];
    release.each(
        "Occupation Level Metadata.txt",
        columns,
        |line, [code, item, response, n, percent, date]| {
            let date = occupations.date(line, date)?;
            let Some(occupation) = occupations.find(line, code)? else { return Ok(()) };
            let metadata = &mut occupation.metadata;
            let industries = match item {
                EXPERIENCE => return metadata.experience.add(line, response, n, percent, date),
                TIME_IN_JOB => return metadata.time_in_job.add(line, response, n, percent, date),
                SECTOR => &mut metadata.sectors,
                item if item.starts_with(DIVISION) => &mut metadata.divisions,
                _ => return Ok(()),
            };
            let percent = line.number("Percent", percent, 0.0, 100.0)?;
            if percent > 0.0 {
                // "Manufacturing (20-39)" names the codes of the groups in it.
                let name = response.split(" (").next().unwrap_or(response).to_owned();
                industries.respondents = line.respondents(n)?;
                industries.push(Industry { name, percent }, date);
            }
            Ok(())
        },
    )
}

impl Metadata {
    pub fn experience(&self) -> Dated<Vec<Bucket>> {
        self.experience.buckets()
    }

    pub fn time_in_job(&self) -> Dated<Vec<Bucket>> {
        self.time_in_job.buckets()
    }

    /// Most common first.
    pub fn industries(&self) -> Dated<Vec<Industry>> {
        let known = if self.sectors.facts.is_empty() { &self.divisions } else { &self.sectors };
        let mut industries = known.clone();
        industries.facts.sort_by(|a, b| b.percent.total_cmp(&a.percent).then(a.name.cmp(&b.name)));
        industries
    }
}

impl Question {
    fn add(
        &mut self,
        line: &TableLine<'_>,
        response: &str,
        n: &str,
        percent: &str,
        date: Option<NaiveDate>,
    ) -> Result<(), ImportError> {
        let percent = line.number("Percent", percent, 0.0, 100.0)?;
        if response == "Missing" || response.starts_with("Never") {
            self.others += percent;
            return Ok(());
        }
        let span =
            span(response).ok_or_else(|| line.wrong(format!("“{response}” isn’t a known length of time")))?;
        self.answers.respondents = line.respondents(n)?;
        self.answers.push((span, percent), date);
        Ok(())
    }

    /// Of the people who have done the work and said how long, shortest first.
    fn buckets(&self) -> Dated<Vec<Bucket>> {
        let mut answers = self.answers.facts.clone();
        answers.sort_by_key(|(span, _)| *span);
        let (spans, weights): (Vec<Span>, Vec<f64>) = answers.into_iter().unzip();
        let answered = |all: u32| (f64::from(all) * (100.0 - self.others) / 100.0).round() as u32;
        Dated {
            facts: distribution(&spans, &weights),
            newest: self.answers.newest,
            respondents: self.answers.respondents.map(answered),
        }
    }
}

/// `<1 Year`, `3-4 Years`, `10+ Years` or `10 Years or More`.
fn span(response: &str) -> Option<Span> {
    let years = |text: &str| text.parse::<u16>().ok().filter(|years| *years < 100).map(|years| years * 12);
    let (length, unit) = response.split_once(' ')?;
    if let Some(length) = length.strip_prefix('<') {
        return Some((0, Some(years(length)? - 1)));
    }
    match (length.split_once('-'), length.strip_suffix('+')) {
        (Some((from, to)), _) => Some((years(from)?, Some(years(to)?))),
        (None, Some(from)) => Some((years(from)?, None)),
        (None, None) => unit.ends_with("or More").then_some((years(length)?, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read_in_months() {
        for (text, expected) in [
            ("<1 Year", Some((0, Some(11)))),
            ("3-4 Years", Some((36, Some(48)))),
            ("10+ Years", Some((120, None))),
            ("10 Years or More", Some((120, None))),
            ("Long", None),
            ("10 Years", None),
            ("x-4 Years", None),
            ("999+ Years", None),
        ] {
            assert_eq!(span(text), expected, "{text}");
        }
    }
}

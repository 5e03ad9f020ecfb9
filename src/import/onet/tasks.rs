//! Tasks: what people in an occupation do.

use std::collections::HashSet;

use super::occupation::Occupations;
use super::release::Release;
use super::table::CODE;
use crate::import::ImportError;
use crate::profile::slug::fold;

pub const FILE: &str = "Task Statements.txt";

/// `read` is the sum of the other counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub read: usize,
    pub imported: usize,
    /// Duplicates of another task of the occupation.
    pub repeated: usize,
    /// Of an unknown occupation.
    pub astray: usize,
}

#[derive(Debug)]
pub struct Task {
    rank: TaskRank,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TaskRank {
    Core,
    Unrated,
    Supplemental,
}

/// Core tasks come first, unrated ones in the middle. Within a type, tasks keep the order of the file.
pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let mut tally = Tally::default();
    let mut seen = HashSet::new();
    release.each(FILE, [CODE, "Task", "Task Type", "Date"], |line, [code, task, kind, date]| {
        tally.read += 1;
        let rank = match kind {
            "Core" => TaskRank::Core,
            "Supplemental" => TaskRank::Supplemental,
            "n/a" | "" => TaskRank::Unrated,
            _ => return Err(line.wrong(format!("Task Type is “{kind}”, not Core or Supplemental"))),
        };
        let text = line.text("Task", task)?;
        let date = occupations.date(line, date)?;
        match occupations.find(line, code)? {
            None => tally.astray += 1,
            Some(occupation) if seen.insert((occupation.code.clone(), fold(text))) => {
                tally.imported += 1;
                occupation.tasks.push(Task { rank, text: text.to_owned() }, date);
            }
            Some(_) => tally.repeated += 1,
        }
        Ok(())
    })?;
    for occupation in &mut occupations.all {
        occupation.tasks.facts.sort_by_key(|task| task.rank);
    }
    occupations.tally = tally;
    Ok(())
}

//! Tasks: what people in an occupation do.

use std::collections::HashSet;

use super::occupation::{CODE, Occupations};
use super::release::Release;
use crate::import::Error;
use crate::profile::OnetCode;
use crate::profile::slug::fold;

pub const FILE: &str = "Task Statements.txt";

/// The sum of the others is `read`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub read: usize,
    pub imported: usize,
    /// Duplicates of another task of the occupation.
    pub repeated: usize,
    /// Of an unknown occupation.
    pub astray: usize,
}

/// Core tasks first; unrated ones in the middle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Core,
    Unrated,
    Supplemental,
}

/// Within a type they keep the order of the file.
pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    let mut ranked: Vec<(OnetCode, Rank, String, Option<chrono::NaiveDate>)> = Vec::new();
    let mut seen = HashSet::new();
    if let Some(table) = release.table(FILE)? {
        table.each([CODE, "Task", "Task Type", "Date"], |line, [code, task, kind, date]| {
            tally.read += 1;
            let rank = match kind {
                "Core" => Rank::Core,
                "Supplemental" => Rank::Supplemental,
                "n/a" | "" => Rank::Unrated,
                _ => return Err(line.wrong(format!("Task Type is “{kind}”, not Core or Supplemental"))),
            };
            let task = line.text("Task", task)?;
            let date = occupations.date(line, date)?;
            let Some(occupation) = occupations.find(line, FILE, code)? else {
                tally.astray += 1;
                return Ok(());
            };
            match seen.insert((occupation.code.clone(), fold(task))) {
                true => ranked.push((occupation.code.clone(), rank, task.to_owned(), date)),
                false => tally.repeated += 1,
            }
            Ok(())
        })?;
    }
    tally.imported = ranked.len();
    ranked.sort_by_key(|(_, rank, ..)| *rank);
    for (code, _, task, date) in ranked {
        if let Some(occupation) = occupations.by_code(&code) {
            occupation.tasks.push(task, date);
        }
    }
    Ok(tally)
}

//! Tasks: what people in an occupation do.

use std::collections::{HashMap, HashSet};

use super::codes::{ByCode, Codes};
use super::release::Release;
use super::table::{CODE, Dated};
use crate::import::Error;
use crate::profile::OnetCode;
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

/// Core tasks first; unrated ones in the middle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Core,
    Unrated,
    Supplemental,
}

type Tasks = ByCode<Dated<Vec<String>>>;

/// Core tasks come first. Within a type, tasks keep the order of the file.
pub fn read(release: &mut Release, codes: &mut Codes) -> Result<(Tasks, Tally), Error> {
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
            let date = codes.date(line, date)?;
            let Some(code) = codes.find(line, FILE, code)? else {
                tally.astray += 1;
                return Ok(());
            };
            match seen.insert((code.clone(), fold(task))) {
                true => ranked.push((code, rank, task.to_owned(), date)),
                false => tally.repeated += 1,
            }
            Ok(())
        })?;
    }
    tally.imported = ranked.len();
    ranked.sort_by_key(|(_, rank, ..)| *rank);
    let mut tasks: Tasks = HashMap::new();
    for (code, _, task, date) in ranked {
        tasks.entry(code).or_default().push(task, date);
    }
    Ok((tasks, tally))
}

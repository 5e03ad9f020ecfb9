//! Emerging tasks: what people in an occupation have begun to do.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::occupation::Occupations;
use super::release::Release;
use super::table::CODE;
use crate::import::ImportError;
use crate::profile::slug::fold;

/// Newest first. The file also has new wordings of tasks, which are left out, as are tasks that the occupation already
/// has.
pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let columns = [CODE, "Task", "Category", "Date"];
    let mut found: Vec<(usize, Option<NaiveDate>, String)> = Vec::new();
    release.each("Emerging Tasks.txt", columns, |line, [code, task, category, date]| {
        let date = line.month(date)?;
        let task = line.text("Task", task)?;
        if let Some(place) = occupations.place(line, code)?.filter(|_| category == "New") {
            found.push((place, date, task.to_owned()));
        }
        Ok(())
    })?;
    found.sort_by_key(|(_, date, _)| std::cmp::Reverse(*date));
    let tasks_of = |place: usize| occupations.all[place].tasks.facts.iter().map(|task| fold(&task.text));
    let places: HashSet<usize> = found.iter().map(|(place, _, _)| *place).collect();
    let mut seen: HashSet<(usize, String)> =
        places.into_iter().flat_map(|place| tasks_of(place).map(move |task| (place, task))).collect();
    for (place, _, task) in found {
        if seen.insert((place, fold(&task))) {
            occupations.all[place].emerging_tasks.push(task);
        }
    }
    Ok(())
}
